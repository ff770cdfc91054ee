import { defineModule, home, option, t } from 'pantheros'

export const ghostty = defineModule('home.shell.ghostty', {
  description: 'The terminal.',
  options: { fontSize: option(t.ints.between(6, 32), { default: 12, description: 'In points.' }) },
}).config(({ cfg }) => [
  home({
    programs: {
      ghostty: {
        enable: true,
        enableFishIntegration: true,
        settings: {
          'font-family': 'JetBrainsMono Nerd Font',
          'font-size': cfg.fontSize,
          'window-decoration': false,
          'copy-on-select': 'clipboard',
        },
      },
    },
  }),
])
