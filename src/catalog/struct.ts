/**
 * The type of an option as NixOS declares it, reduced to data: what `lib.types` builds, without functions.
 * `t` is the type's name in nixpkgs; names that nothing here knows (a module's own types) are possible.
 */
export interface Struct {
  readonly t: string
  /** Of `listOf`, `attrsOf`, `nullOr`, `unique`, `functionTo`, …: the type of the elements. */
  readonly elem?: Struct | undefined
  /** Of `oneOf`: the alternatives. */
  readonly of?: readonly Struct[] | undefined
  /** Of `coercedTo`. */
  readonly from?: Struct | undefined
  readonly to?: Struct | undefined
  /** Of `enum`. */
  readonly values?: readonly (string | number | boolean | null)[] | undefined
  /** Of `submodule`: what keys that are no options may hold. */
  readonly freeform?: Struct | undefined
  /** Of `attrTag`: the names of the alternatives, which are options below this one. */
  readonly tags?: readonly string[] | undefined
  /** Of disko's `subType`: the alternatives, told apart by their `type`. */
  readonly types?: readonly string[] | undefined
  /** In plain words, where the name does not say it. */
  readonly desc?: string | undefined
  /** Of types of modules' own: the types they are made of. */
  readonly nested?: { readonly [name: string]: Struct } | undefined
}

/** Stands where the facts were cut off; so does any name that is not known: such a type accepts everything. */
export const cutOff = '...'

/** Whether a part of the type was cut off. */
export function isCut(struct: Struct): boolean {
  if (struct.t === cutOff) return true
  for (const part of [struct.elem, struct.from, struct.to, struct.freeform])
    if (part && isCut(part)) return true
  return struct.of?.some(isCut) ?? false
}
