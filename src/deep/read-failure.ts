import type { NixFailure, NixFrame, NixPlace } from './engine.ts'

const place = /^\s*at (\S.*):(\d+):(\d+):$/
const marked = /^\s*… (.*)$/
const advice = /^\(use '--show-trace' .*\)$|^\(stack trace truncated;/

/** Takes apart what Nix prints of an error: the message, what was being evaluated, and where; excerpts are left out. */
export function readFailure(text: string): NixFailure {
  const frames: { message: string; at?: NixPlace }[] = []
  const messages: string[] = []
  let isOutermostFirst = false
  let current: 'message' | 'frame' | 'excerpt' = 'excerpt'
  for (const line of text.split('\n')) {
    if (advice.test(line)) continue
    const error = /^\s*error:(?: (.*))?$/.exec(line)
    const frame = marked.exec(line)
    const at = place.exec(line)
    if (error) {
      current = 'message'
      // Since 2.19, Nix begins with what is outermost and ends with the message.
      if (error[1] !== undefined && messages.length === 0) isOutermostFirst = frames.length > 0
      if (error[1] !== undefined) messages.push(error[1])
    } else if (frame) {
      current = 'frame'
      frames.push({ message: frame[1]! })
    } else if (at) {
      const found = { file: at[1]!, line: Number(at[2]), column: Number(at[3]) }
      const last = frames.at(-1)
      if (current === 'frame' && last !== undefined) last.at = found
      else frames.push({ message: '', at: found })
      current = 'excerpt'
    } else if (current === 'message') messages.push(line.replace(/^ {1,7}/, ''))
    else if (current === 'frame' && line.trim() !== '') frames.at(-1)!.message += ` ${line.trim()}`
  }
  if (isOutermostFirst) frames.reverse()
  return { message: messages.join('\n').trim(), frames: frames as readonly NixFrame[] }
}
