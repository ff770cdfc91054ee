import { pkgs } from 'pantheros'
import { toolsOf } from '../modules/home-manager/development/languages.ts'

/** What `~/dev` is entered with: languages, their servers and formatters, and the assistants. */
export const devShell = pkgs.mkShellNoCC({
  packages: [
    pkgs.nodejs,
    pkgs.typescript,
    pkgs.python3,
    pkgs.go,
    pkgs.rustc,
    pkgs.cargo,
    ...Object.values(toolsOf).flat(),
    pkgs['claude-code'],
    pkgs.opencode,
    pkgs['qwen-code'],
  ],
})
