import type { ByteString } from '../bytes.ts'

/**
 * One output as a derivation's file has it.
 *
 * Where `hash` is given, the content is known beforehand: `hashAlgorithm` then says how it is hashed (`sha256`,
 * `r:sha256` for the NAR of a tree) and `hash` is the digest in base 16. Else both are empty.
 */
export interface DerivationOutput {
  readonly path: ByteString
  readonly hashAlgorithm: string
  readonly hash: string
}

/** What a `.drv` file says. Names and paths are byte strings; the order of maps and sets does not matter. */
export interface Derivation {
  readonly outputs: ReadonlyMap<ByteString, DerivationOutput>
  /** Which outputs of which derivations (full paths) have to be there. */
  readonly inputDrvs: ReadonlyMap<ByteString, Iterable<ByteString>>
  /** Store paths that have to be there. */
  readonly inputSrcs: Iterable<ByteString>
  readonly platform: ByteString
  readonly builder: ByteString
  readonly args: readonly ByteString[]
  readonly env: ReadonlyMap<ByteString, ByteString>
}

/** The one output of a derivation whose content is known beforehand, or undefined. */
export function fixedOutput(derivation: Pick<Derivation, 'outputs'>): DerivationOutput | undefined {
  if (derivation.outputs.size !== 1) return undefined
  const out = derivation.outputs.get('out')
  return out !== undefined && out.hash !== '' ? out : undefined
}
