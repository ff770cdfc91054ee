import { defineModule, home, nix, option, t } from 'pantheros'

export const fish = defineModule('home.shell.fish', {
  description: 'The shell.',
  options: {
    editor: option(t.str, { default: 'vim', description: 'What `EDITOR` says.' }),
    abbreviations: option(t.attrsOf(t.str), {
      default: { g: 'git', gs: 'git status', dc: 'podman compose' },
      description: 'What grows as it is typed.',
    }),
  },
}).config(({ cfg }) => [
  home({
    programs: {
      fish: {
        enable: true,
        shellInit: nix.lines`
          # Development environment setup
          set -gx DEV_DIR $HOME/dev
          set -gx EDITOR ${cfg.editor}
        `,
        shellAbbrs: cfg.abbreviations,
      },
    },
  }),
])
