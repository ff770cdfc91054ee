import { defineModule, nixos } from 'pantheros'

export const dankMaterialShell = defineModule('desktop.dms', {
  description: 'DankMaterialShell: panel, launcher, notifications, lock, and the login screen.',
}).config(() => [
  nixos({
    programs: { 'dms-shell': { enable: true } },
    services: { displayManager: { 'dms-greeter': { enable: true, compositor: { name: 'niri' } } } },
  }),
])
