import type { Deferred } from '../modules/deferred.ts'
import type { Host } from './host.ts'
import { checkName } from './names.ts'
import { problem } from './problem.ts'

/**
 * Something that must never stand in the store. It has no text form: only the place where a host finds it at run
 * time can be said.
 */
export interface Secret {
  readonly kind: 'secret'
  readonly name: string
  /** The file that holds it on that host, at run time. */
  file(host: Host): string | Deferred<string>
}

interface SecretSpec {
  readonly description: string
  /** Where the tool that brings it puts it. */
  readonly file: (host: Host) => string | Deferred<string>
}

/**
 * ```ts
 * const tailnetKey = defineSecret('tailnet-key', {
 *   description: 'Lets a new host join the tailnet.',
 *   file: (host) => host.config.sops.secrets['tailnet-key']!.path,
 * })
 * nixos({ services: { tailscale: { authKeyFile: tailnetKey.file(host) } } })
 * // services.tailscale.authKeyFile = config.sops.secrets.tailnet-key.path;
 * ```
 */
export function defineSecret(name: string, spec: SecretSpec): Secret {
  checkName('secret', name, /^[A-Za-z][A-Za-z0-9_-]*$/)
  const refuse = (): never => {
    throw problem({
      code: 'secret-as-text',
      message: `The secret ${name} has no text: what stands in a configuration is readable in the store by everyone on the host.`,
      hint: 'Give its file to an option that takes a file: secret.file(host).',
    })
  }
  const secret = { kind: 'secret' as const, name, file: spec.file }
  return Object.freeze(
    Object.defineProperties(secret, {
      [Symbol.toPrimitive]: { value: refuse },
      toString: { value: refuse },
      toJSON: { value: refuse },
    }),
  )
}

export function isSecret(value: unknown): value is Secret {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as { kind?: unknown }).kind === 'secret' &&
    'file' in value
  )
}
