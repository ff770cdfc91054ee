/** Something that Nix has no way to say. `message` is written for the person whose value it is. */
export class NixSyntaxError extends Error {
  override readonly name = 'NixSyntaxError'
}
