/**
 * Takes a path apart as Nix writes it: `services.nginx.virtualHosts."example.org".root`. Nothing where a quotation
 * mark is not closed or a name is missing. What Nix computes, `${…}`, is a name like others.
 */
export function parsePath(text: string): readonly string[] | undefined {
  const names: string[] = []
  const part = /(?:"((?:[^"\\]|\\.)*)"|(\$\{(?:[^{}]|\{[^{}]*\})*\}|[^."]+))(\.|$)/gy
  let at = 0
  while (at < text.length) {
    part.lastIndex = at
    const match = part.exec(text)
    if (match === null) return undefined
    names.push(match[1] === undefined ? match[2]! : match[1].replace(/\\(.)/g, '$1'))
    at = part.lastIndex
  }
  return text === '' || text.endsWith('.') ? undefined : names
}
