import { defineModule, home, option, pkgs, t } from 'pantheros'

/** Language servers and formatters; compilers are the host's or the project's. */
export const toolsOf = {
  node: [pkgs['typescript-language-server'], pkgs.prettier, pkgs.biome],
  python: [pkgs.basedpyright, pkgs.ruff, pkgs.uv],
  go: [pkgs.gopls, pkgs.gofumpt, pkgs.delve],
  rust: [pkgs['rust-analyzer'], pkgs.rustfmt, pkgs.clippy],
  nix: [pkgs.nil, pkgs.nixfmt, pkgs.deadnix, pkgs.statix],
} as const

export const languages = defineModule('home.development.languages', {
  description: 'Language servers and formatters.',
  options: {
    use: option(t.listOf(t.enum('node', 'python', 'go', 'rust', 'nix')), {
      default: ['node', 'python', 'go', 'rust', 'nix'],
      description: 'The languages.',
    }),
  },
}).config(({ cfg }) => [home({ home: { packages: cfg.use.flatMap((language) => [...toolsOf[language]]) } })])
