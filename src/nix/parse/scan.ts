import { charClass, chars, isOf } from './characters.ts'

const { slash, dot, plus, minus } = chars
const zero = 48

/** Behind all characters of the class that stand here. */
export function skipClass(text: string, from: number, mask: number): number {
  let at = from
  while (isOf(text.charCodeAt(at), mask)) at++
  return at
}

/** Whether `${` stands here. */
export function opensInterpolation(text: string, at: number): boolean {
  return text.charCodeAt(at) === chars.dollar && text.charCodeAt(at + 1) === chars.brace
}

/** Behind the segments of a path, of which the first slash stands here, and the slash that may follow them. */
export function pathEnd(text: string, from: number): number {
  let end = from
  while (text.charCodeAt(end) === slash && isOf(text.charCodeAt(end + 1), charClass.path))
    end = skipClass(text, end + 1, charClass.path)
  return text.charCodeAt(end) === slash ? end + 1 : end
}

/** Where the piece of a path that begins here ends. Nix reads a path with doubled slashes piece by piece. */
export function pathPieceEnd(text: string, at: number): number {
  const run = skipClass(text, at, charClass.path)
  if (text.charCodeAt(run) !== slash) return run
  return isOf(text.charCodeAt(run + 1), charClass.path) ? pathEnd(text, run) : run + 1
}

/** Behind `<a/b>`, or -1 if none begins here. */
export function searchPathEnd(text: string, at: number): number {
  const run = skipClass(text, at + 1, charClass.path)
  if (run === at + 1) return -1
  const end = pathEnd(text, run)
  return text.charAt(end) === '>' && text.charCodeAt(end - 1) !== slash ? end + 1 : -1
}

/**
 * Behind the number that begins here. A float has a dot, and digits behind it unless a digit other than 0 begins it:
 * `1.`, `.5` and `0.5` are floats, `0.` and `00.5` begin with an integer.
 */
export function numberEnd(text: string, at: number): { readonly float: boolean; readonly end: number } {
  const whole = skipClass(text, at, charClass.digit)
  const fraction = text.charCodeAt(whole) === dot ? skipClass(text, whole + 1, charClass.digit) : whole
  const needsFraction = whole === at || text.charCodeAt(at) === zero
  const float = needsFraction ? whole - at < 2 && fraction > whole + 1 : fraction > whole
  if (!float) return { float, end: whole }
  if ((text.charCodeAt(fraction) | 32) !== 101) return { float, end: fraction }
  const sign = text.charCodeAt(fraction + 1)
  const digits = fraction + (sign === plus || sign === minus ? 2 : 1)
  const end = skipClass(text, digits, charClass.digit)
  return { float, end: end > digits ? end : fraction }
}
