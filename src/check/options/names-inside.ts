import { type FactNode, isCatalogOption } from '../../catalog/index.ts'
import type { FleetConfiguration } from '../../fleet/configuration.ts'
import { fromModuleError, type Where } from '../../fleet/module-error.ts'
import type { Diagnostic } from '../../fleet/problem.ts'
import { type Definition, ModuleError } from '../../modules/index.ts'
import { typingDistance } from '../../modules/suggest.ts'
import { describeOldName } from '../old-names.ts'
import { factAt } from './facts.ts'
import { type Inside, insideOf, isPlain, isWorthALook } from './inside.ts'

/**
 * What is wrong with the names inside values: old names of options of submodules, and settings that are all but the name
 * of a known one where any name is taken, such as `PermitRootLogn` in the settings of sshd. NixOS writes those down as they
 * are, and the program ignores them or fails.
 */
export function namesInside(
  configuration: FleetConfiguration,
  where: Where,
  root: FactNode,
): readonly Diagnostic[] {
  return configuration.said().flatMap(({ path, option, definitions }): readonly Diagnostic[] => {
    if (!isCatalogOption(option) || isPlain(option.facts.struct)) return []
    const node = factAt(root, path)
    if (node === undefined || !isWorthALook(option.facts.struct, node)) return []
    return definitions.flatMap((definition) => {
      const found: Diagnostic[] = []
      for (const inside of insideOf(definition.value, option.facts.struct, node, path))
        found.push(...describe(inside, definition, where))
      return found
    })
  })
}

function describe(inside: Inside, definition: Definition, where: Where): readonly Diagnostic[] {
  const { key } = inside
  if (inside.kind === 'declared')
    return describeOldName(key, inside.facts, [definition], where, inside.element)
  const meant = nearMiss(key.at(-1)!, inside.known)
  if (meant === undefined) return []
  const message = `${key.slice(0, -1).join('.')} takes any name, and knows ${meant}, not ${key.at(-1)}.`
  const error = new ModuleError({ code: 'unknown-option', path: key, message, definitions: [definition] })
  return [
    {
      ...fromModuleError(error, where),
      code: 'near-miss',
      severity: 'warning',
      message,
      hint: `Did you mean ${meant}?`,
      change: { kind: 'key', from: key, to: [...key.slice(0, -1), meant] },
    },
  ]
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
