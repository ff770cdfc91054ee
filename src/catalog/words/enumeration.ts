import type { Struct } from '../struct.ts'
import { splitOutside } from './split.ts'

type Value = string | number | boolean | null

/** `one of "a", 1, <null>`, or `value "a" (singular enum)`. */
export function enumeration(text: string): Struct | undefined {
  if (text === 'impossible (empty enum)') return { t: 'enum', values: [] }
  const single = /^value (.*) \(singular enum\)$/s.exec(text)?.[1]
  const listed = /^one of (.*)$/s.exec(text)?.[1]
  if (single === undefined && listed === undefined) return undefined
  const values = (single === undefined ? splitOutside(listed!, ', ') : [single]).map(shownValue)
  if (values.includes(undefined)) return undefined
  return { t: 'enum', values: values as Value[] }
}

function shownValue(text: string): Value | undefined {
  if (/^".*"$/s.test(text) && text.length > 1) return text.slice(1, -1)
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (text === 'true' || text === 'false') return text === 'true'
  return text === '<null>' ? null : undefined
}
