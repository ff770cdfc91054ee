/** What Nix says of a part of it that is off unless it is asked for. */
export function disabledFeature(name: string): string {
  return `experimental Nix feature '${name}' is disabled; add '--extra-experimental-features ${name}' to enable it`
}
