import type { ParsedRegex, RegexNode } from './syntax.ts'

/** What a state of the automaton does; the order is that of the table in `engine.ts`. */
export const opcode = { set: 0, begin: 1, end: 2, open: 3, close: 4, fork: 5, repeat: 6, accept: 7 } as const

/** The automaton as columns: state `n` is `code[n]`, `next[n]`, `other[n]`, `set[n]`. */
export interface Program {
  readonly start: number
  readonly code: readonly number[]
  readonly next: readonly number[]
  /** The first way of a fork, the repeated part of a repetition, the group of `open` and `close`. */
  readonly other: readonly number[]
  readonly sets: readonly (Uint8Array | undefined)[]
  readonly groups: number
}

export function compileProgram({ node, groups }: ParsedRegex): Program {
  const code: number[] = []
  const next: number[] = []
  const other: number[] = []
  const sets: (Uint8Array | undefined)[] = []
  const add = (op: number, to: number, extra = -1, set?: Uint8Array): number => {
    code.push(op)
    other.push(extra)
    sets.push(set)
    return next.push(to) - 1
  }

  const compile = (one: RegexNode, to: number): number => {
    switch (one.kind) {
      case 'set':
        return add(opcode.set, to, -1, one.set)
      case 'begin':
        return add(opcode.begin, to)
      case 'end':
        return add(opcode.end, to)
      case 'group':
        return add(opcode.open, compile(one.body, add(opcode.close, to, one.index)), one.index)
      case 'sequence':
        return one.items.reduceRight((rest, item) => compile(item, rest), to)
      case 'alternatives': {
        const starts = one.options.map((option) => compile(option, to))
        return starts.reduceRight((rest, start) => add(opcode.fork, rest, start))
      }
      case 'repeat':
        return repeat(one.body, one.min, one.max, to)
    }
  }

  const repeat = (body: RegexNode, min: number, max: number, to: number): number => {
    let start = to
    let copies = min
    if (max === Number.POSITIVE_INFINITY) {
      start = add(opcode.repeat, to)
      const again = compile(body, start)
      other[start] = again
      if (copies > 0) {
        start = again
        copies--
      }
    } else for (let n = min; n < max; n++) start = add(opcode.repeat, to, compile(body, start))
    for (; copies > 0; copies--) start = compile(body, start)
    return start
  }

  const start = compile(node, add(opcode.accept, -1))
  return { start, code, next, other, sets, groups }
}
