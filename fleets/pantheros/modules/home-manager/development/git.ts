import { defineModule, home, lib, option, pkgs, t } from 'pantheros'
import { keys } from '../../../keys.ts'
import { site } from '../../shared/site.ts'
import { onePasswordAgent } from '../applications/onepassword.ts'

export const git = defineModule('home.development.git', {
  description: 'Version control. Commits are signed where 1Password has the key.',
  options: {
    defaultBranch: option(t.str, { default: 'main', description: 'The branch of a new repository.' }),
  },
}).config(({ cfg, user }) => [
  home({
    programs: {
      git: {
        enable: true,
        lfs: { enable: true },
        settings: {
          // The document says userName and userEmail, which were renamed.
          user: { name: site.fullName, email: site.email },
          init: { defaultBranch: cfg.defaultBranch },
          pull: { rebase: true },
          push: { autoSetupRemote: true },
        },
      },
    },
  }),
  user.uses(onePasswordAgent) &&
    home({
      programs: {
        git: {
          signing: {
            format: 'ssh',
            key: keys.hbohlen,
            signByDefault: true,
            signer: lib["getExe'"](pkgs['_1password-gui'], 'op-ssh-sign'),
          },
        },
      },
    }),
])
