import { parsePath } from '../modules/parse-path.ts'

const quoted = /\boptions? [`'‘"]((?:"[^"]*"|[^`'’"\s])+)['’"]/g
const dotted = /(?<![\w./-])[a-z][\w-]*(?:\.[\w-]+|\."[^"\s]*")+(?![\w/(-])/gi

/** Options that a text names as such, in quotes. */
export function quotedOptions(text: string): readonly (readonly string[])[] {
  return optionsOf(text, quoted, 1)
}

/** What looks like an option. */
export function dottedNames(text: string): readonly (readonly string[])[] {
  return optionsOf(text, dotted, 0)
}

function optionsOf(text: string, pattern: RegExp, group: number): readonly (readonly string[])[] {
  const names = new Set(Array.from(text.matchAll(pattern), (match) => match[group]!))
  return [...names].flatMap((name) => [parsePath(name) ?? []]).filter((path) => path.length > 0)
}

/** The values that a text lists after the files that define them, each on one line. */
export function listedValues(text: string): readonly string[] {
  return Array.from(
    text.matchAll(/^\s*- In [`'‘][^`'’]+['’](?:, via option \S+)?: (.+)$/gm),
    ([, value]) => value!,
  )
}

/** The package that NixOS refuses, as it names it in front of its version. */
export function refusedPackage(text: string): string | undefined {
  return /\b[Pp]ackage ['‘"]([\w+.-]+?)-\d/.exec(text)?.[1]
}

/** The user whose Home Manager says this: `alice profile: …`. */
export function speakingUser(text: string): string | undefined {
  return /^(\S+) profile: /.exec(text)?.[1]
}

/** Files of the flake that a text names, by their path in it. NixOS names a folder for the `default.nix` in it. */
export function namedFiles(
  text: string,
  flake: string,
  isFile: (path: string) => boolean,
): readonly string[] {
  const found: string[] = []
  for (let at = text.indexOf(`${flake}/`); at >= 0; at = text.indexOf(`${flake}/`, at + 1)) {
    const rest = text.slice(at + flake.length + 1)
    const end = rest.search(/['’"`\s,]/)
    const name = (end < 0 ? rest : rest.slice(0, end)).replace(/[:.]$/, '')
    found.push(isFile(name) ? name : `${name}/default.nix`)
  }
  return [...new Set(found)]
}
