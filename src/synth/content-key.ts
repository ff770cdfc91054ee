import { saysExpression } from '../check/expressions.ts'
import { type ExpressionData, expressionData, isExpression } from '../fleet/expression.ts'
import { keyExpression } from '../fleet/nix.ts'
import type { Statement } from '../fleet/resolved.ts'
import { force } from '../modules/lazy.ts'
import { isProperty, property } from '../modules/properties.ts'
import type { Part } from './parts.ts'

/**
 * The same for parts that read the same in one file: most hosts say the same, and to see that costs less than to
 * print it. Their own name and their user's do not count where they stand for themselves.
 */
export function contentKey({ about, statements, target }: Part): string {
  let out: string[] = [target.kind, about ?? '']
  const user = target.kind === 'home' ? target.user : undefined

  const write = (given: unknown): void => {
    const value = force(given)
    if (isExpression(value)) {
      writeExpression(expressionData(value))
    } else if (typeof value === 'bigint') {
      out.push(`${value}n`)
    } else if (typeof value !== 'object' || value === null) {
      out.push(JSON.stringify(value) ?? typeof value)
    } else if (Array.isArray(value)) {
      out.push('[')
      for (const element of value) write(element)
      out.push(']')
    } else {
      if (isProperty(value)) {
        out.push('property')
        write(value[property])
      }
      writeSet(value)
    }
  }
  const writeSet = (set: object): void => {
    out.push('{')
    for (const [name, value] of Object.entries(set)) {
      out.push(JSON.stringify(name))
      const key = keyExpression(name)
      if (key !== undefined) writeExpression(key)
      write(value)
    }
    out.push('}')
  }
  const writeExpression = (data: ExpressionData): void => {
    if (data.kind === 'select' || data.kind === 'call') {
      out.push(data.kind)
      writeExpression(data.kind === 'select' ? data.from : data.function)
      write(data.kind === 'select' ? data.key : data.argument)
      return
    }
    if (data.kind !== 'config' && data.kind !== 'system') {
      out.push('expression')
      writeSet(data)
      return
    }
    const own = data.host === target.host && data.kind === 'config'
    const ownUser = data.kind === 'config' && data.user !== undefined && data.user === user
    out.push(data.kind, own ? 'own' : JSON.stringify(data.host))
    if (data.kind === 'config') {
      out.push(ownUser ? 'own' : (data.user ?? ''))
      write(data.path)
    }
  }
  const writeStatement = ({ place: _, user: __, ...statement }: Statement): void => {
    if (statement.kind !== 'options' || saysExpression(statement.value)) writeSet(statement)
    else out.push('options', plainKey(statement.value))
  }
  const plainKey = (value: object): string => {
    const known = plainKeys.get(value)
    if (known !== undefined) return known
    const whole = out
    out = []
    write(value)
    const key = out.join(' ')
    out = whole
    plainKeys.set(value, key)
    return key
  }
  for (const statement of statements) writeStatement(statement)
  return out.join(' ')
}

/** Keys of what holds no expression, which many hosts share. */
const plainKeys = new WeakMap<object, string>()
