import type { ByteString } from '../bytes.ts'
import { opcode, type Program } from './program.ts'

/** Where a match lies, and where its groups: `[start, end]` for each, -1 twice for one that took no part. */
export interface Match {
  readonly start: number
  readonly end: number
  readonly groups: readonly number[]
}

export interface RunOptions {
  /** Only a match that ends with the text. */
  readonly whole?: boolean
  /** No match of nothing. */
  readonly notEmpty?: boolean
  /** Something stands before the text at `start`, so that `^` is not there. */
  readonly hasBefore?: boolean
}

/** Entries of the stack: what to undo, and what is left to try. Each has four fields. */
const undoOpen = 0
const undoClose = 1
const tryLess = 2
const trySecond = 3
const mergeFork = 4

/**
 * Runs an automaton from one place, in the order and with the rules of the C++ library that Nix uses:
 *
 * - of two alternatives both are tried; the longest match wins, and of equal ones the first;
 * - a repetition tries to go on, and to stop only where going on leads to no match: it is not tried both ways;
 * - a repetition is entered at most twice in one place, so that nothing repeats forever;
 * - a group keeps what it held in an earlier round.
 *
 * The way back is a stack of our own: texts may be long.
 */
export function runProgram(
  program: Program,
  text: ByteString,
  start: number,
  options: RunOptions = {},
): Match | undefined {
  const { code, next, other, sets } = program
  const { whole = false, notEmpty = false, hasBefore = false } = options
  const groups: number[] = new Array(program.groups * 2).fill(-1)
  const opened: number[] = new Array(program.groups).fill(-1)
  // Where each repetition was entered last, and how often there.
  const place: number[] = new Array(code.length).fill(-1)
  const times: number[] = new Array(code.length).fill(0)
  const stack: number[] = []
  let best: Match | undefined
  let found = false
  let state = program.start
  let at = start

  for (;;) {
    // Forward, until it fails or is accepted.
    let going = true
    while (going) {
      switch (code[state]) {
        case opcode.set:
          going = at < text.length && sets[state]![text.charCodeAt(at)] === 1
          at++
          break
        case opcode.begin:
          going = at === start && !hasBefore
          break
        case opcode.end:
          going = at === text.length
          break
        case opcode.open: {
          const group = other[state]!
          stack.push(undoOpen, group, opened[group]!, 0)
          opened[group] = at
          break
        }
        case opcode.close: {
          const group = other[state]!
          stack.push(undoClose, group, groups[group * 2]!, groups[group * 2 + 1]!)
          groups[group * 2] = opened[group]!
          groups[group * 2 + 1] = at
          break
        }
        case opcode.fork:
          stack.push(trySecond, next[state]!, at, 0)
          state = other[state]!
          continue
        case opcode.repeat: {
          const entered = place[state] === at ? times[state]! : 0
          if (entered < 2) {
            stack.push(tryLess, state, at, place[state]! * 4 + times[state]!)
            place[state] = at
            times[state] = entered + 1
            state = other[state]!
            continue
          }
          break
        }
        default:
          going = false
          found = (!whole || at === text.length) && !(notEmpty && at === start)
          if (!found || (best !== undefined && best.end >= at)) break
          best = { start, end: at, groups: groups.slice() }
          // Nothing can come after that is longer.
          if (whole) return best
      }
      if (going) state = next[state]!
    }

    // Back, to what is left to try.
    for (;;) {
      const kind = stack[stack.length - 4]
      if (kind === undefined) return best
      const a = stack[stack.length - 3]!
      const b = stack[stack.length - 2]!
      const c = stack[stack.length - 1]!
      stack.length -= 4
      if (kind === undoOpen) opened[a] = b
      else if (kind === undoClose) {
        groups[a * 2] = b
        groups[a * 2 + 1] = c
      } else if (kind === tryLess) {
        place[a] = Math.floor(c / 4)
        times[a] = c & 3
        if (found) continue
        state = next[a]!
        at = b
        break
      } else if (kind === trySecond) {
        stack.push(mergeFork, found ? 1 : 0, 0, 0)
        found = false
        state = a
        at = b
        break
      } else if (a === 1) found = true
    }
  }
}
