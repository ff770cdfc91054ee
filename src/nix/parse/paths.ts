import type { Path, StringPart } from '../syntax.ts'
import { keptSelf } from './kept.ts'
import { mindPath } from './lints.ts'
import type { Parsing } from './parsing.ts'
import { opensInterpolation, pathPieceEnd } from './scan.ts'
import { interpolationAt } from './strings.ts'

/** A path, of which the beginning is at hand. Goes on behind it. */
export function parsePath(p: Parsing): Path {
  const { text, start, around } = p
  const parts: StringPart[] = []
  let from = start
  let at = p.end
  // Text up to the first interpolation is at most one token behind the first: Nix has no other rule for it.
  let piecesBefore = 0
  let piece = start
  mindPath(p, p.written())
  const flush = (): void => {
    if (at > from) parts.push(Object.freeze({ kind: 'text', text: text.slice(from, at) }))
  }
  for (;;) {
    if (opensInterpolation(text, at)) {
      flush()
      parts.push(interpolationAt(p, at))
      at = from = p.end
      piecesBefore = Number.NEGATIVE_INFINITY
      continue
    }
    const end = pathPieceEnd(text, at)
    if (end === at) break
    piece = at
    at = end
    if (++piecesBefore > 1) p.fail("syntax error, unexpected string, expecting '${'", piece)
  }
  if (at > from ? text.charAt(at - 1) === '/' : false) p.fail('path has a trailing slash', at)
  if (piecesBefore > 0) p.fail("syntax error, unexpected end of path, expecting '${'", piece)
  flush()
  p.end = at
  p.advance()
  return p.mark<Path>({ kind: 'path', parts: Object.freeze(parts) }, start, p.previousEnd, keptSelf(around))
}
