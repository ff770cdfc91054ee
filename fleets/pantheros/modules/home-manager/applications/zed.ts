import { defineModule, home, option, pkgs, t } from 'pantheros'

export const zed = defineModule('home.applications.zed', {
  description: 'The editor.',
  options: {
    extensions: option(t.listOf(t.str), {
      default: ['nix', 'fish', 'toml', 'dockerfile'],
      description: 'What it installs when it starts.',
    }),
  },
}).config(({ cfg }) => [
  home({
    programs: {
      'zed-editor': {
        enable: true,
        extensions: cfg.extensions,
        extraPackages: [pkgs.nil, pkgs.nixfmt],
        userSettings: {
          auto_update: false,
          telemetry: { diagnostics: false, metrics: false },
          // Tools come from the project's shell: see development/devshell.ts.
          load_direnv: 'direct',
          format_on_save: 'on',
          terminal: { shell: { program: 'fish' } },
          languages: { Nix: { language_servers: ['nil'], formatter: { external: { command: 'nixfmt' } } } },
        },
      },
    },
  }),
])
