import { staticName, withoutParens } from '../../parse/static-names.ts'
import type {
  Apply,
  Assert,
  AttrKey,
  Binary,
  Expression,
  Formals,
  HasAttr,
  If,
  Lambda,
  Let,
  Select,
  StringPart,
  Unary,
  With,
} from '../../syntax.ts'
import { NixError } from '../errors.ts'
import { intOf } from '../ints.ts'
import { type SymbolId, symbol, symbolName } from '../symbols.ts'
import { Float } from '../values.ts'
import { BindingTable, tableOf } from './bindings.ts'
import { callIn, endOf, innerOffset, operatorOffset, startOf } from './places.ts'
import { bound, type Constant, op, type Program } from './program.ts'
import { Scopes } from './scopes.ts'
import { Words } from './words.ts'

interface Reading {
  readonly text: string
  /** The place of the text's beginning, for what is told while it is read. */
  readonly base: number
  readonly globals: ReadonlyMap<SymbolId, unknown>
  /** What is bound around the text, in the order of its environment; nothing where there is none. */
  readonly names: readonly SymbolId[] | undefined
}

/** The program of a text that was parsed. A variable that nothing binds is an error. */
export function writeProgram(expression: Expression, reading: Reading): Program {
  return new Writer(reading).program(expression)
}

const none = -1
const subtract = symbol('__sub')
const lessThan = symbol('__lessThan')
const arithmetic: Partial<Record<Binary['operator'], SymbolId>> = {
  '-': subtract,
  '*': symbol('__mul'),
  '/': symbol('__div'),
}

class Writer {
  readonly #reading: Reading
  readonly #words = new Words()
  readonly #constants: Constant[] = []
  readonly #scopes = new Scopes()

  constructor(reading: Reading) {
    this.#reading = reading
  }

  program(expression: Expression): Program {
    const { names } = this.#reading
    if (names) this.#scopes.enter(names)
    const root = this.#node(expression)
    return { words: this.#words.cut(), constants: this.#constants, root }
  }

  /** Writes the node and what is in it. `name` is what it is bound to. */
  #node(expression: Expression, name = none): number {
    const node = withoutParens(expression)
    switch (node.kind) {
      case 'identifier':
        return node.name === '__curPos'
          ? this.#write(op.here, place(node))
          : this.#variable(symbol(node.name), place(node))
      case 'int':
        return this.#write(op.constant, this.#constant(intOf(node.value)))
      case 'float':
        return this.#write(op.constant, this.#constant(new Float(node.value)))
      case 'string':
      case 'indentedString':
        return this.#string(node.parts, place(node))
      case 'path':
        return this.#path(node.parts, place(node))
      case 'searchPath': {
        const findFile = this.#variable(symbol('__findFile'), 0)
        const nixPath = this.#variable(symbol('__nixPath'), 0)
        return this.#write(op.searchPath, place(node), this.#constant(node.path), findFile, nixPath)
      }
      case 'select':
        return this.#select(node)
      case 'hasAttr':
        return this.#has(node)
      case 'apply':
        return this.#apply(node)
      case 'lambda':
        return this.#lambda(node, name)
      case 'attrSet':
        return this.#set(tableOf(node.bindings, node.recursive, startOf(node)))
      case 'list': {
        const items = node.elements.map((element) => this.#node(element))
        return this.#words.write([op.list, items.length, ...items])
      }
      case 'let':
        return this.#let(node)
      case 'with':
        return this.#with(node)
      case 'assert':
        return this.#assert(node)
      case 'if':
        return this.#if(node)
      case 'unary':
        return this.#unary(node)
      case 'binary':
        return this.#binary(node)
      default:
        throw new Error(`${node.kind} is not evaluated`)
    }
  }

  /** Writes the words of one node, and tells where it is. */
  #write(...words: readonly number[]): number {
    return this.#words.write(words)
  }

  #constant(value: Constant): number {
    return this.#constants.push(value) - 1
  }

  /** What is bound in the text itself, or by Nix, hides what a `with` may bind. */
  #variable(name: SymbolId, at: number): number {
    const found = this.#scopes.find(name)
    if (found) return this.#write(op.local, at, found.depth, found.index)
    if (this.#reading.globals.has(name)) return this.#write(op.global, at, name)
    const sets = this.#scopes.withs()
    if (sets.length === 0)
      throw new NixError(
        'undefined',
        `undefined variable '${symbolName(name)}'`,
        at === 0 ? 0 : this.#reading.base + at - 1,
      )
    const words: number[] = [op.dynamic, at, name, sets.length]
    for (const { depth, place: withPlace } of sets) words.push(depth, withPlace)
    return this.#words.write(words)
  }

  #inner(expression: Expression): number {
    const offset = innerOffset(this.#reading.text, expression)
    return offset === undefined ? 0 : offset + 1
  }

  #operator(node: Binary): number {
    return operatorOffset(this.#reading.text, node) + 1
  }

  #string(parts: readonly StringPart[], at: number): number {
    const constant = constantText(parts)
    return constant === undefined
      ? this.#parts(op.string, parts, at)
      : this.#write(op.constant, this.#constant(constant))
  }

  #path(parts: readonly StringPart[], at: number): number {
    const constant = constantText(parts)
    return constant === undefined
      ? this.#parts(op.pathParts, parts, at)
      : this.#write(op.path, this.#constant(constant))
  }

  #parts(kind: number, parts: readonly StringPart[], at: number): number {
    const words: number[] = [kind, at, parts.length]
    for (const part of parts) {
      if (part.kind === 'text') words.push(this.#constant(part.text), 0, 0)
      else words.push(~this.#node(part.expression), place(part), this.#inner(part.expression))
    }
    return this.#words.write(words)
  }

  #select(node: Select): number {
    const { expression, path, fallback } = node
    const subject = this.#node(expression)
    const keys = path.map((key) => this.#key(key))
    const other = fallback ? this.#node(fallback) : none
    return this.#words.write([
      op.select,
      place(node),
      subject,
      this.#inner(expression),
      other,
      keys.length,
      ...keys,
    ])
  }

  #has({ expression, path }: HasAttr): number {
    const subject = this.#node(expression)
    const keys = path.map((key) => this.#key(key))
    return this.#words.write([op.has, subject, this.#inner(expression), keys.length, ...keys])
  }

  /** A name is its symbol. */
  #key(key: AttrKey): number {
    const name = staticName(key)
    if (name !== undefined) return symbol(name)
    const [node, at] =
      key.kind === 'interpolation'
        ? [this.#node(key.expression), this.#inner(key.expression)]
        : [
            this.#parts(op.string, (key as Extract<AttrKey, { kind: 'string' }>).parts, place(key)),
            place(key),
          ]
    const written = key.kind === 'interpolation' ? key.expression : key
    return ~this.#write(op.key, node, at, startOf(written), endOf(written))
  }

  /** A call; what it calls may be one too, and takes the arguments of both at once. */
  #apply(node: Apply | Binary): number {
    const { text } = this.#reading
    const given: Expression[] = []
    let called: Expression = node
    let first = 0
    for (let call = callIn(text, node); call; call = callIn(text, called)) {
      given.push(call.argument)
      called = withoutParens(call.callee)
      first = call.at
    }
    return this.#call(called, given.reverse(), first + 1)
  }

  #call(callee: Expression, given: readonly Expression[], at: number): number {
    const called = this.#node(callee)
    const args = given.map((argument) => this.#node(argument))
    return this.#words.write([op.call, at, called, args.length, ...args])
  }

  #lambda(node: Lambda, name: number): number {
    const { parameter, body: inside } = node
    const at = place(node)
    // What a function returns bears its name too.
    const inherited = withoutParens(inside).kind === 'lambda' ? name : none
    if (parameter.kind === 'formals') return this.#formals(parameter, inside, at, name, inherited)
    const names = [symbol(parameter.name)]
    this.#scopes.enter(names)
    const code = this.#node(inside, inherited)
    this.#scopes.leave(names)
    return this.#write(op.lambda, at, name, code, names[0]!)
  }

  #formals(
    { formals, as, ellipsis }: Formals,
    inside: Expression,
    at: number,
    name: number,
    inherited: number,
  ): number {
    const whole = as ? symbol(as.name) : none
    const sorted = formals
      .map((formal) => ({ id: symbol(formal.name), formal }))
      .sort((one, other) => one.id - other.id)
    const names = sorted.map(({ id }) => id)
    if (as) names.unshift(whole)
    this.#scopes.enter(names)
    const words: number[] = []
    for (const { id, formal } of sorted)
      words.push(id, place(formal), formal.fallback ? this.#node(formal.fallback) : none)
    const code = this.#node(inside, inherited)
    this.#scopes.leave(names)
    return this.#words.write([op.formals, at, name, code, whole, Number(ellipsis), sorted.length, ...words])
  }

  #bindings(table: BindingTable, names: readonly SymbolId[]): number[] {
    const scopes = this.#scopes
    const { recursive } = table
    // Names of `inherit` are found in the scope around.
    const inherited = names.map((name) => {
      const what = table.names.get(name)!
      return what.kind === 'inherited' ? this.#variable(name, what.at + 1) : none
    })
    if (recursive) scopes.enter(names)
    const words: number[] = [names.length]
    for (let index = 0; index < names.length; index++) {
      const name = names[index]!
      const what = table.names.get(name)!
      words.push(name, what.at + 1)
      if (what.kind === 'inherited') words.push(bound.inherited, inherited[index]!)
      else if (what.kind === 'from') words.push(bound.from, what.source)
      else words.push(bound.value, this.#value(what.value, name))
    }
    words.push(table.sources.length)
    for (const source of table.sources) words.push(this.#node(source), place(source))
    return words
  }

  #value(value: Expression | BindingTable, name: number): number {
    return value instanceof BindingTable ? this.#set(value) : this.#node(value, name)
  }

  #set(table: BindingTable): number {
    const names = namesOf(table)
    const words = this.#bindings(table, names)
    words.push(table.at === undefined ? 0 : table.at + 1, table.dynamic.length)
    for (const { key, value, at } of table.dynamic)
      words.push(this.#key(key), this.#value(value, symbol('')), at + 1)
    if (table.recursive) this.#scopes.leave(names)
    return this.#words.write([table.recursive ? op.recursive : op.set, ...words])
  }

  #let({ bindings, body: inside }: Let): number {
    const table = tableOf(bindings, true, undefined)
    const names = namesOf(table)
    const words = this.#bindings(table, names)
    const code = this.#node(inside)
    this.#scopes.leave(names)
    return this.#words.write([op.let, code, ...words])
  }

  #with(node: With): number {
    const set = this.#node(node.scope)
    this.#scopes.enterWith(place(node))
    const code = this.#node(node.body)
    this.#scopes.leaveWith()
    return this.#write(op.with, place(node), set, code)
  }

  #assert(node: Assert): number {
    const { condition } = node
    const test = this.#node(condition)
    const code = this.#node(node.body)
    return this.#write(
      op.assert,
      place(node),
      test,
      this.#inner(condition),
      code,
      startOf(condition),
      endOf(condition),
    )
  }

  #if({ condition, consequent, alternative }: If): number {
    const test = this.#node(condition)
    const yes = this.#node(consequent)
    const no = this.#node(alternative)
    return this.#write(op.if, test, this.#inner(condition), yes, no)
  }

  #unary(node: Unary): number {
    const { operator, operand } = node
    if (operator === '!') return this.#write(op.not, this.#node(operand), this.#inner(operand))
    const called = this.#variable(subtract, 0)
    const zero = this.#write(op.constant, this.#constant(0))
    return this.#write(op.call, place(node), called, 2, zero, this.#node(operand))
  }

  #binary(node: Binary): number {
    const { operator, left, right } = node
    switch (operator) {
      case '|>':
      case '<|':
        return this.#apply(node)
      case '<':
        return this.#builtIn(lessThan, left, right, this.#operator(node))
      case '>':
        return this.#builtIn(lessThan, right, left, this.#operator(node))
      case '<=':
        return this.#negated(this.#builtIn(lessThan, right, left, this.#operator(node)), node)
      case '>=':
        return this.#negated(this.#builtIn(lessThan, left, right, this.#operator(node)), node)
      case '-':
      case '*':
      case '/':
        return this.#builtIn(arithmetic[operator]!, left, right, this.#operator(node))
      case '+': {
        const words = [op.add, this.#operator(node)]
        for (const operand of [left, right])
          words.push(this.#node(operand), place(operand), this.#inner(operand))
        return this.#words.write(words)
      }
      default:
        return this.#write(
          operators[operator],
          this.#operator(node),
          this.#node(left),
          this.#inner(left),
          this.#node(right),
          this.#inner(right),
        )
    }
  }

  /** A call of what the name means here, which need not be Nix's own function. */
  #builtIn(name: SymbolId, left: Expression, right: Expression, at: number): number {
    const called = this.#variable(name, 0)
    const first = this.#node(left)
    return this.#write(op.call, at, called, 2, first, this.#node(right))
  }

  #negated(call: number, node: Binary): number {
    return this.#write(op.not, call, this.#operator(node))
  }
}

const operators = {
  '&&': op.and,
  '||': op.or,
  '->': op.implies,
  '==': op.equal,
  '!=': op.notEqual,
  '++': op.concat,
  '//': op.update,
} as const

function place(node: object): number {
  return startOf(node) + 1
}

function namesOf(table: BindingTable): SymbolId[] {
  const names = [...table.names.keys()]
  // Often they are in order: symbols are counted as they are met.
  for (let index = 1; index < names.length; index++)
    if (names[index - 1]! > names[index]!) return names.sort((a, b) => a - b)
  return names
}

/** The text of a string without interpolation. */
function constantText(parts: readonly StringPart[]): string | undefined {
  if (parts.length === 0) return ''
  const [part] = parts
  return parts.length === 1 && part!.kind === 'text' ? part!.text : undefined
}
