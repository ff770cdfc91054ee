import type { Path } from './option-type.ts'

const keywords = new Set(['assert', 'else', 'if', 'in', 'inherit', 'let', 'or', 'rec', 'then', 'with'])

/** An attribute name as Nix writes it: quoted where it is no identifier. */
export function showName(name: string): string {
  if (/^[a-zA-Z_][a-zA-Z0-9_'-]*$/.test(name) && !keywords.has(name)) return name
  return `"${name
    .replace(/["\\]|\$\{/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')}"`
}

/** An option's path as Nix writes it: `lib.showOption`. Placeholders such as `<name>` and `*` stay bare. */
export function showPath(path: Path): string {
  return path.map((part) => (part === '*' || /^<.*>$/s.test(part) ? part : showName(part))).join('.')
}

/** `` `a' and `b' ``, as the messages of nixpkgs list files. */
export function showFiles(files: readonly string[]): string {
  return files.map((file) => `\`${file}'`).join(' and ')
}
