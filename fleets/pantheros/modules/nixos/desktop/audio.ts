import { defineModule, nixos } from 'pantheros'

export const audio = defineModule('desktop.audio', {
  description: 'Sound, and screens shared by portals.',
}).config(() => [
  nixos({
    services: { pipewire: { enable: true, alsa: { enable: true }, pulse: { enable: true } } },
    security: { rtkit: { enable: true } },
  }),
])
