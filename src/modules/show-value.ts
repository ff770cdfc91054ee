import { isDeferred } from './deferred.ts'
import type { ShownDefinition } from './errors.ts'
import { force } from './lazy.ts'
import { passOn } from './once.ts'
import { compareNames, isAttrs, namesOf } from './plain.ts'
import { isProperty, type Property, property } from './properties.ts'
import { showName } from './show-path.ts'

const depthLimit = 10

/** A value as messages show it: Nix's notation, `lib.generators.toPretty`. */
export function showValue(value: unknown, indent = '', depth = 0): string {
  const v = force(value)
  if (v === null || v === undefined) return 'null'
  if (typeof v === 'string') return showString(v, indent)
  if (typeof v === 'number' || typeof v === 'boolean' || typeof v === 'bigint') return String(v)
  if (isDeferred(v)) return '<known later>'
  if (typeof v === 'function') return '<function>'
  if (isProperty(v)) return showProperty(v, indent, depth)
  if (depth >= depthLimit) return '<unevaluated>'
  if (Array.isArray(v)) {
    if (v.length === 0) return '[ ]'
    return block(
      '[',
      v.map((element) => showValue(element, `${indent}  `, depth + 1)),
      ']',
      indent,
    )
  }
  if (!isAttrs(v)) return '<value>'
  const names = namesOf(v).sort(compareNames)
  if (names.length === 0) return '{ }'
  const entries = names.map((name) => `${showName(name)} = ${showValue(v[name], `${indent}  `, depth + 1)};`)
  return block('{', entries, '}', indent)
}

function block(open: string, entries: readonly string[], close: string, indent: string): string {
  return `${open}\n${entries.map((entry) => `${indent}  ${entry}`).join('\n')}\n${indent}${close}`
}

function showString(text: string, indent: string): string {
  const lines = text.split('\n')
  if (lines.length === 1) return `"${text.replace(/["\\]|\$\{/g, '\\$&')}"`
  const escaped = lines.map((line) => line.replace(/\$\{|''/g, (found) => (found === '${' ? "''${" : "'''")))
  const last = escaped.pop()!
  const inner = `\n${indent}  `
  return `''${inner}${escaped.join(inner)}${last === '' ? `\n${indent}` : inner + last}''`
}

/** As Nix writes it, since that is what the reader knows. */
function showProperty(value: Property<unknown>, indent: string, depth: number): string {
  const data = value[property]
  const show = (inner: unknown) => showValue(inner, indent, depth + 1)
  switch (data.kind) {
    case 'if':
      return `lib.mkIf ${show(data.condition)} ${show(data.content)}`
    case 'assert':
      return `lib.mkAssert ${show(data.condition)} ${show(data.message)} ${show(data.content)}`
    case 'merge':
      return `lib.mkMerge ${show(data.contents)}`
    case 'override':
      return `lib.mkOverride ${data.priority} ${show(data.content)}`
    case 'order':
      return `lib.mkOrder ${data.order} ${show(data.content)}`
    case 'definition':
      return show(data.definition.value)
  }
}

/** The list of definitions that ends a message; values of more than five lines are cut: `lib.options.showDefs`. */
export function showDefinitions(definitions: readonly ShownDefinition[]): string {
  return definitions.map((definition) => `\n- In \`${definition.file}'${shown(definition.value)}`).join('')
}

function shown(value: unknown): string {
  let text: string
  try {
    text = showValue(value)
  } catch (error) {
    passOn(error)
    return ''
  }
  const lines = text.split('\n')
  const cut = [...lines.slice(0, 5), ...(lines.length > 5 ? ['...'] : [])].join('\n    ')
  return lines.length > 1 ? `:\n    ${cut}` : `: ${cut}`
}

export const prioritySuggestion =
  'Use `lib.mkForce value` or `lib.mkDefault value` to change the priority on any of these definitions.'
