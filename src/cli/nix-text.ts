import { isExpression } from '../fleet/expression.ts'
import { keyExpression } from '../fleet/nix.ts'
import type { ResolvedFleet, ResolvedHost } from '../fleet/resolved.ts'
import { isDeferred } from '../modules/deferred.ts'
import { force } from '../modules/lazy.ts'
import { isPartlyDeferred } from '../modules/partly-deferred.ts'
import { isProperty, type PropertyData, property } from '../modules/properties.ts'
import { showName } from '../modules/show-path.ts'
import { commented, nil } from '../nix/build.ts'
import { print } from '../nix/print.ts'
import { Built } from '../synth/built.ts'
import { attributeKey } from '../synth/expression.ts'
import { catalogKnowledge } from '../synth/knowledge.ts'
import { makeScope, type Scope } from '../synth/scope.ts'
import { isPlainSet, makeProperty } from '../synth/settle.ts'
import { requiredSyntax } from '../synth/value.ts'
import { text } from './text/explain.ts'

/** Values as text, as they read in the flake of one host. */
export interface NixText {
  /** Nix in the layout of the flake. */
  readonly text: (value: unknown) => string
  /** Plain data; what only Nix can compute is `{ "$nix": "config.services.nginx.package" }`. */
  readonly data: (value: unknown) => unknown
  /** An option's path, in which names may be computed. */
  readonly path: (path: readonly string[]) => string
}

/** For values of a host, or of a user's Home Manager there. */
export function nixText(fleet: ResolvedFleet, { host }: ResolvedHost, user: string | undefined): NixText {
  const scope = scopeOf(fleet, host.name, user)
  const toText = (value: unknown): string => textIn(value, scope)
  const key = (name: string): string =>
    keyExpression(name) === undefined ? showName(name) : keyText(name, scope)
  const data = (given: unknown): unknown => {
    const value = force(given)
    if (isExpression(value) || isProperty(value) || isDeferred(value)) return { $nix: toText(value) }
    if (Array.isArray(value)) return value.map(data)
    if (isPlainSet(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([name, inner]) => [
          keyExpression(name) === undefined ? name : key(name),
          data(inner),
        ]),
      )
    }
    return typeof value === 'bigint' ? Number(value) : value
  }
  return { text: toText, data, path: (path) => path.map(key).join('.') }
}

/** Plain data as Nix. */
export function plainNixText(value: unknown): string {
  return textIn(value, scopeOf(undefined, '', undefined))
}

function textIn(value: unknown, scope: Scope): string {
  return print(requiredSyntax(legible(value), scope)).trimEnd()
}

function keyText(name: string, scope: Scope): string {
  const key = attributeKey(name, scope)
  if (key.kind === 'name') return showName(key.name)
  return key.kind === 'interpolation' ? `\${${print(key.expression).trimEnd()}}` : print(key).trimEnd()
}

/** The scope of the host's own files; complaints are those of `check` and `synth`. */
function scopeOf(resolved: ResolvedFleet | undefined, host: string, user: string | undefined): Scope {
  const darwin = new Map(resolved?.hosts.map((each) => [each.host.name, each.host.isDarwin]))
  const own = darwin.get(host) === true ? 'darwin' : 'nixos'
  return makeScope(
    user === undefined ? { kind: own, host } : { kind: 'home', host, user },
    `hosts/${host}/default.nix`,
    {
      knowledge: catalogKnowledge(),
      darwin,
      packageArgument: (input) => input,
      ownArguments: () => new Set<string>(),
      inputs: new Set(Object.keys(resolved?.fleet.spec.inputs ?? {})),
      copy: (file) => file.split('/').at(-1),
      exists: () => true,
    },
    () => {},
  )
}

/** A value that joins with others later is shown as what joins. */
function legible(given: unknown): unknown {
  const value = force(given)
  if (isPartlyDeferred(value)) {
    const contents = [...(value.known === undefined ? [] : [value.known.value]), ...value.parts].map(legible)
    return contents.length === 1 ? contents[0] : makeProperty({ kind: 'merge', contents })
  }
  if (isExpression(value)) return value
  if (isDeferred(value)) return new Built(commented(nil, { after: text.unknown }))
  if (isProperty(value)) return legibleProperty(value[property])
  if (Array.isArray(value)) return value.map(legible)
  if (!isPlainSet(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, legible(inner)]))
}

function legibleProperty(data: PropertyData): object {
  if (data.kind === 'merge') return makeProperty({ kind: 'merge', contents: data.contents.map(legible) })
  if (data.kind === 'definition') return makeProperty(data)
  return makeProperty({ ...data, content: legible(data.content) })
}
