import { defineModule, home, option, pkgs, t } from 'pantheros'

/** The document takes these from a flake, nix-ai-tools; nixpkgs has them by now. */
const packages = {
  'qwen-code': pkgs['qwen-code'],
  codex: pkgs.codex,
  crush: pkgs.crush,
  'gemini-cli': pkgs['gemini-cli'],
} as const

export const aiTools = defineModule('home.development.ai-tools', {
  description: 'Assistants that write code in the terminal.',
  options: {
    others: option(t.listOf(t.enum('qwen-code', 'codex', 'crush', 'gemini-cli')), {
      default: ['qwen-code'],
      description: 'Which to have beside Claude Code and opencode.',
    }),
  },
}).config(({ cfg }) => [
  home({
    programs: {
      'claude-code': { enable: true },
      opencode: { enable: true, settings: { autoupdate: false, share: 'disabled' } },
    },
    home: { packages: cfg.others.map((name) => packages[name]) },
  }),
])
