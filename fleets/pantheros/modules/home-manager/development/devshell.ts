import { defineModule, home, option, t } from 'pantheros'
import { site } from '../../shared/site.ts'

export const devshell = defineModule('home.development.devshell', {
  description: 'Enters the development shell of the fleet wherever one works below ~/dev.',
  options: {
    directory: option(t.str, {
      default: 'dev',
      description: 'The folder of all projects, in the home directory.',
    }),
    shell: option(t.str, {
      default: `${site.flake}#default`,
      description: 'The shell of projects that have none of their own.',
    }),
  },
}).config(({ cfg, user }) => [
  home({
    programs: {
      direnv: {
        enable: true,
        'nix-direnv': { enable: true },
        config: { whitelist: { prefix: [`/home/${user.name}/${cfg.directory}`] } },
      },
    },
    home: { file: { [`${cfg.directory}/.envrc`]: { text: `use flake ${cfg.shell}\n` } } },
  }),
])
