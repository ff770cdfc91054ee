import type { ObjectExpression, Property } from 'acorn'
import { followValue, nameOf, type Step } from '../../fleet/locate.ts'
import type { Place } from '../../modules/option-type.ts'
import type { Edit, Edits } from './edits.ts'
import { keyText } from './text.ts'

type Path = readonly string[]

/**
 * Moves a value to another path inside the literal that holds it. Only what must change is replaced: the key where it
 * stands; or the keys around the value; or the value goes into an object that is there already.
 */
export function renameKey(source: string, place: Place, from: Path, to: Path): Edits {
  const found = followValue(source, place, from)
  if (found === undefined || found.left.length > 0)
    return { reason: 'the option is not written out in the definition' }
  // `disks` and `home` leave out where their options belong.
  const leftOut = from.length - found.steps.length
  const shared = from.findIndex((name, index) => name !== to[index])
  if (shared < leftOut || shared >= from.length) return { reason: 'it belongs into another definition' }
  const steps = found.steps.slice(shared - leftOut)
  const path = to.slice(shared)
  const properties = steps.flatMap(({ property }) => property ?? [])
  const [first] = properties
  const last = properties.at(-1)
  const holder = steps[0]?.holder
  if (
    first === undefined ||
    last === undefined ||
    holder?.type !== 'ObjectExpression' ||
    properties.length < steps.length
  )
    return { reason: 'it stands in a list' }
  if (steps.some((step, index) => index > 0 && step.holder !== properties[index - 1]!.value))
    return { reason: 'mkIf or another property stands around it' }
  if (holder.start < found.call.start || holder.end > found.call.end)
    return { reason: 'it is part of a constant, which may be used elsewhere' }
  if (properties.some(({ computed }) => computed)) return { reason: 'its key is computed' }
  if (steps.some((step) => hasSpread(step.holder))) return { reason: 'another object is spread beside it' }
  if (!endsPlainly(source, last)) return { reason: 'a type assertion stands behind it' }
  return move(source, { holder, first, last, steps, path })
}

interface Move {
  readonly holder: ObjectExpression
  readonly first: Property
  readonly last: Property
  readonly steps: readonly Step[]
  readonly path: Path
}

function move(source: string, { holder, first, last, steps, path }: Move): Edits {
  const isAlone = (step: Step, index: number): boolean =>
    index === 0 || (step.holder.type === 'ObjectExpression' && step.holder.properties.length === 1)
  const isWholeFirst = steps.every(isAlone)
  const [name, ...inner] = path as readonly [string, ...string[]]
  const there = propertyOf(holder, name)
  if (there === undefined && isWholeFirst) return inPlace(source, steps, path)
  // With the last of its neighbours, an object goes as a whole.
  const from =
    steps.length -
    [...steps].reverse().findIndex((step, index) => !isAlone(step, steps.length - 1 - index)) -
    1
  const gone = steps[isWholeFirst ? 0 : from]!
  const removal = remove(source, gone.property!, gone.holder as ObjectExpression)
  if (removal === undefined || hasCommentAround(source, gone.property!, last)) return commentsBetween
  if (there === undefined) {
    const text = `, ${nested(path, valueText(source, last))}`
    return { edits: [{ start: first.end, end: first.end, text }, removal] }
  }
  const target = descend(there, inner)
  if (target === undefined) return { reason: `${path.join('.')} is said there already` }
  const insertion = insert(source, target.into, nested(target.path, valueText(source, last)))
  return insertion === undefined
    ? { reason: 'something stands behind the last key' }
    : { edits: [insertion, removal] }
}

/** The keys around the value are replaced; the value itself, and the keys at the end that stay, are not touched. */
function inPlace(source: string, steps: readonly Step[], path: Path): Edits {
  const properties = steps.map(({ property }) => property!)
  const names = [...path]
  while (properties.length > 1 && names.length > 1) {
    const { key, computed, shorthand } = properties.at(-1)!
    if (shorthand || nameOf(key, computed) !== names.at(-1)) break
    properties.pop()
    names.pop()
  }
  const [first] = properties as [Property]
  const last = properties.at(-1)!
  if (first === last && names.length === 1) {
    const [name] = names as [string]
    if (first.shorthand)
      return { edits: [{ start: first.start, end: first.start, text: `${keyText(name)}: ` }] }
    return { edits: [{ start: first.key.start, end: first.key.end, text: keyText(name) }] }
  }
  if (hasCommentAround(source, first, last)) return commentsBetween
  const open = `${names.map(keyText).join(': { ')}: `
  const close = ' }'.repeat(names.length - 1)
  const value = last.shorthand ? last.start : last.value.start
  return {
    edits: [
      { start: first.start, end: value, text: open },
      { start: last.value.end, end: first.end, text: close },
    ],
  }
}

const commentsBetween = { reason: 'comments stand in between' }

/** Whether a comment stands inside a property and outside the value that is kept of it. */
function hasCommentAround(source: string, outer: Property, { value }: Property): boolean {
  return /\/[/*]/.test(source.slice(outer.start, value.start) + source.slice(value.end, outer.end))
}

function valueText(source: string, { value }: Property): string {
  return source.slice(value.start, value.end)
}

function nested(path: Path, value: string): string {
  return `${path.map(keyText).join(': { ')}: ${value}${' }'.repeat(path.length - 1)}`
}

/** The object that is there for the path, as deep as it goes, and the path that is left; nothing where it is taken. */
function descend(
  from: Property,
  path: Path,
): { readonly into: ObjectExpression; readonly path: Path } | undefined {
  let { value } = from
  let left = path
  for (;;) {
    if (value.type !== 'ObjectExpression' || left.length === 0 || hasSpread(value)) return undefined
    const next = propertyOf(value, left[0]!)
    if (next === undefined) return { into: value, path: left }
    value = next.value
    left = left.slice(1)
  }
}

function insert(source: string, into: ObjectExpression, text: string): Edit | undefined {
  const last = into.properties.at(-1)
  if (last === undefined) return { start: into.start, end: into.end, text: `{ ${text} }` }
  if (last.type !== 'Property' || !endsPlainly(source, last)) return undefined
  const line = source.lastIndexOf('\n', last.start) + 1
  const indent = source.slice(line, last.start)
  const isOnOwnLine = line > into.start && indent.trim() === ''
  return { start: last.end, end: last.end, text: isOnOwnLine ? `,\n${indent}${text}` : `, ${text}` }
}

/** Takes a property out, with its comma; nothing where a comment would go with it. */
function remove(source: string, property: Property, from: ObjectExpression): Edit | undefined {
  const index = from.properties.indexOf(property)
  const before = from.properties[index - 1]
  const after = from.properties[index + 1]
  const range =
    after !== undefined
      ? { start: property.start, end: after.start }
      : { start: before?.end ?? property.start, end: property.end }
  const around =
    after !== undefined ? source.slice(property.end, after.start) : source.slice(range.start, property.start)
  return /^[\s,]*$/.test(around) ? { ...range, text: '' } : undefined
}

function propertyOf({ properties }: ObjectExpression, name: string): Property | undefined {
  return properties.find(
    (part): part is Property => part.type === 'Property' && nameOf(part.key, part.computed) === name,
  )
}

function hasSpread(holder: Step['holder']): boolean {
  return holder.type === 'ObjectExpression' && holder.properties.some(({ type }) => type === 'SpreadElement')
}

/** Types are blanks in the tree: what stands behind a value must be the next one, the end, or a comment. */
function endsPlainly(source: string, { value }: Property): boolean {
  return /^\s*(?:[,}]|\/[/*])/.test(source.slice(value.end))
}
