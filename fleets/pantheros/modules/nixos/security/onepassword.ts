import { defineModule, nixos } from 'pantheros'
import { site } from '../../shared/site.ts'

export const onePassword = defineModule('security.onepassword', {
  description: "1Password's window and command, allowed to unlock by the system's login.",
}).config(() => [
  nixos({
    programs: {
      // The document installs the package _1password, which was renamed; the modules add the rights it needs.
      _1password: { enable: true },
      '_1password-gui': { enable: true, polkitPolicyOwners: [site.user] },
    },
  }),
])
