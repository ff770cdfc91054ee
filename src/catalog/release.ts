/**
 * The release of nixpkgs that a flake reference, the address of a channel or the name of a source speaks of:
 * `26.05`, or `unstable`. Nothing where they do not say, as a revision does not.
 */
export function releaseOf(text: string): string | undefined {
  const [, release, pre] = /(?:^|[-/ ])(\d\d\.(?:05|11))(pre)?(?=$|[^\d])/.exec(text) ?? []
  if (release !== undefined) return pre === undefined ? release : 'unstable'
  const [, year, month] = /flakehub\.com\/f\/NixOS\/nixpkgs\/0\.(\d\d)(05|11)\b/i.exec(text) ?? []
  if (year !== undefined) return `${year}.${month}`
  if (/(?:^|[-/=])(?:unstable|master|main)\b/.test(text)) return 'unstable'
  // Their default branches.
  const plain =
    /^(?:github:NixOS\/nixpkgs|(?:flake:)?nixpkgs|.*flakehub\.com\/f\/NixOS\/nixpkgs\/0\.1(?:\.\*)?)\/?$/i
  return plain.test(text) ? 'unstable' : undefined
}
