import { type FactNode, isCatalogOption, type Struct } from '../../catalog/index.ts'
import type { FleetConfiguration } from '../../fleet/configuration.ts'
import { isExpression } from '../../fleet/expression.ts'
import { fromModuleError, type Where } from '../../fleet/module-error.ts'
import { keyExpression } from '../../fleet/nix.ts'
import type { Diagnostic } from '../../fleet/problem.ts'
import { type Definition, ModuleError } from '../../modules/index.ts'
import { force } from '../../modules/lazy.ts'
import type { Path } from '../../modules/option-type.ts'
import { isAttrs } from '../../modules/plain.ts'
import { isProperty, property } from '../../modules/properties.ts'
import { typingDistance } from '../../modules/suggest.ts'
import { factAt } from './facts.ts'

/**
 * Settings that are all but the name of a known one, where any name is taken: `PermitRootLogn` in the settings of sshd.
 * NixOS writes them down as they are, and the program ignores them or fails.
 */
export function freeformKeys(
  configuration: FleetConfiguration,
  where: Where,
  root: FactNode,
): readonly Diagnostic[] {
  return configuration.said().flatMap(({ path, option }): readonly Diagnostic[] => {
    if (!isCatalogOption(option) || !mayBeFree(option.facts.struct)) return []
    const node = factAt(root, path)
    if (node === undefined) return []
    const found: Diagnostic[] = []
    for (const definition of configuration.find(path)!.definitions) {
      if (definition.state === 'condition-false') continue
      for (const { key, meant } of misspelled(definition.value, option.facts.struct, node, path)) {
        const parent = key.slice(0, -1).join('.')
        const message = `${parent} takes any name, and knows ${meant}, not ${key.at(-1)}.`
        found.push({
          ...fromModuleError(
            new ModuleError({
              code: 'unknown-option',
              path: key,
              message,
              definitions: [definition as Definition],
            }),
            where,
          ),
          code: 'near-miss',
          severity: 'warning',
          message,
          hint: `Did you mean ${meant}?`,
          change: { kind: 'key', from: key, to: [...key.slice(0, -1), meant] },
        })
      }
    }
    return found
  })
}

interface NearMiss {
  readonly key: Path
  readonly meant: string
}

function* misspelled(given: unknown, at: Struct | undefined, node: FactNode, path: Path): Iterable<NearMiss> {
  const struct = bare(at)
  if (struct === undefined || !mayBeFree(struct)) return
  const value = force(given)
  if (isProperty(value)) {
    const data = value[property]
    if (data.kind === 'merge')
      for (const content of data.contents) yield* misspelled(content, struct, node, path)
    else if (data.kind !== 'definition') yield* misspelled(data.content, struct, node, path)
  } else if (Array.isArray(value)) {
    if (struct.t !== 'listOf' || node.each === undefined) return
    for (const [index, element] of value.entries())
      yield* misspelled(element, struct.elem, node.each, [...path, String(index)])
  } else if (isAttrs(value) && !isExpression(value)) {
    for (const [name, inner] of Object.entries(value)) {
      const key = [...path, name]
      if (struct.t !== 'submodule') {
        if (node.each !== undefined) yield* misspelled(inner, struct.elem, node.each, key)
        continue
      }
      const below = node.child(name)
      if (below !== undefined) yield* inGroup(inner, below, key)
      else if (struct.freeform !== undefined && keyExpression(name) === undefined) {
        const meant = nearMiss(
          name,
          node.names().filter((other) => !Object.hasOwn(value, other)),
        )
        if (meant !== undefined) yield { key, meant }
      }
    }
  }
}

/** An option of a submodule, or a group of its options. */
function* inGroup(given: unknown, node: FactNode, path: Path): Iterable<NearMiss> {
  if (node.option !== undefined) {
    yield* misspelled(given, node.option.struct, node, path)
    return
  }
  const value = force(given)
  if (!isAttrs(value) || isExpression(value) || isProperty(value)) return
  for (const [name, inner] of Object.entries(value)) {
    const below = node.child(name)
    if (below !== undefined) yield* inGroup(inner, below, [...path, name])
  }
}

/** The type of what is there, where it may be missing. */
function bare(struct: Struct | undefined): Struct | undefined {
  let inner = struct
  while (inner?.t === 'nullOr' || inner?.t === 'unique') inner = inner.elem
  return inner
}

const free = new WeakMap<Struct, boolean>()

/** Whether something in the type takes names that nobody declares. Options of submodules have types of their own. */
function mayBeFree(struct: Struct): boolean {
  const known = free.get(struct)
  if (known !== undefined) return known
  const inner = bare(struct)
  const found = inner?.t === 'submodule' || (inner?.elem !== undefined && mayBeFree(inner.elem))
  free.set(struct, found)
  return found
}

/**
 * The known name that is meant: one that differs in case alone, or by a slip that no two real settings are apart. Numbers,
 * plurals and negations make other settings, not slips.
 */
export function nearMiss(name: string, known: readonly string[]): string | undefined {
  const lower = name.toLowerCase()
  const same = known.filter((other) => other.toLowerCase() === lower)
  if (same.length > 0) return same.length === 1 ? same[0] : undefined
  if (name.length < 6) return undefined
  const limit = name.length < 10 ? 1 : 2
  const near = known.filter(
    (other) =>
      other[0] === name[0] &&
      typingDistance(name, other, limit) <= limit &&
      isSlip(name, other) &&
      !isAnotherWord(name, other, known),
  )
  return near.length === 1 ? near[0] : undefined
}

function isSlip(name: string, other: string): boolean {
  if (/\d/.test(name) || /\d/.test(other)) return false
  const [short, long] = name.length < other.length ? [name, other] : [other, name]
  return (
    long !== `${short}s` && long !== `${short}es` && !/^(?:no|un|in|dis|non)/i.test(long.replace(short, ''))
  )
}

/** Words that settings differ in, and mean it. */
const common = 'host port http https smtp smtpd imap user read write rmem wmem min max tcp udp in out'.split(
  ' ',
)

/** Whether what differs are whole words that other settings have too: `listen_host` beside `listen_port`. */
function isAnotherWord(name: string, other: string, known: readonly string[]): boolean {
  const words = new Set([...common, ...known.filter((each) => each !== other).flatMap(wordsOf)])
  const others = new Set(wordsOf(other))
  return wordsOf(name).every((word) => others.has(word) || words.has(word))
}

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
}
