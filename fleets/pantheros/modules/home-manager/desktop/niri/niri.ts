import { builtins, defineModule, home, nix, option, t } from 'pantheros'

export const niri = defineModule('home.desktop.niri', {
  description:
    'Keys and windows. NixOS and Home Manager have no options for them: niri reads its own language.',
  options: {
    outputs: option(
      t.attrsOf(
        t.submodule({
          scale: option(t.numbers.positive, { default: 1, description: 'How much larger than a pixel.' }),
          mode: option(t.nullOr(t.strMatching('[0-9]+x[0-9]+(@[0-9.]+)?')), {
            default: null,
            description: 'Size and rate.',
          }),
          variableRefresh: option(t.bool, {
            default: false,
            description: 'Whether the rate follows what is shown.',
          }),
        }),
      ),
      { default: {}, description: 'Screens by connector, as `niri msg outputs` names them.' },
    ),
  },
}).config(({ cfg }) => {
  const outputs = Object.entries(cfg.outputs).map(([connector, { scale, mode, variableRefresh }]) =>
    [
      `output "${connector}" {`,
      `    scale ${scale}`,
      mode !== null && `    mode "${mode}"`,
      variableRefresh && '    variable-refresh-rate',
      '}',
    ]
      .filter((line) => line !== false)
      .join('\n'),
  )
  const common = builtins.readFile(nix.path(new URL('./config.kdl', import.meta.url)))
  return [
    home({ xdg: { configFile: { 'niri/config.kdl': { text: nix`${common}\n${outputs.join('\n\n')}\n` } } } }),
  ]
})
