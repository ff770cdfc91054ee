import type { NixError, Trace } from './errors.ts'
import { glyphs } from './glyphs.ts'
import { placeOf, showOrigin } from './places.ts'

export interface ErrorStyle {
  /** Show the whole trace, with all calls. */
  readonly showTrace: boolean
  /** What it is, if not an error. */
  readonly label?: 'error' | 'warning'
}

/** An error with its trace, as Nix shows it. */
export function showError(error: NixError, { showTrace, label = 'error' }: ErrorStyle): string {
  let text = showTraces(error, showTrace)
  const hasTraces = text !== ''
  if (hasTraces) text += `\n${label}: `
  text += `${error.message}\n${showPlaceWithLines(error.place, '')}`
  const { suggestions } = error
  if (suggestions.length > 0) text += `Did you mean ${either(suggestions)}?\n`
  return labelled(label, text)
}

/** A text behind a label, its further lines below the first. */
export function labelled(label: string, text: string): string {
  return indent(`${label}: `, ' '.repeat(label.length + 2), chomp(text))
}

function either(names: readonly string[]): string {
  if (names.length === 1) return names[0]!
  return `one of ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

/** Traces beyond this many lines of weight are cut, unless all are asked for. */
const weightLimit = 3
/** As many repeated steps are shown as they are. */
const fewRepeated = 5

function showTraces(error: NixError, showTrace: boolean): string {
  let text = ''
  let weight = 0
  let cut = false
  const seen = new Set<string>()
  let repeated: Trace[] = []
  const show = (trace: Trace): void => {
    text += `\n${glyphs.ellipsis} ${trace.text}\n`
    const place = showPlaceWithLines(trace.place, '  ')
    text += place
    if (place !== '') weight++
  }
  const showRepeated = (): void => {
    if (repeated.length > fewRepeated) text += `\n(${repeated.length} duplicate frames omitted)\n`
    else for (const trace of repeated) show(trace)
    repeated = []
  }
  for (let trace = error.traces; trace; trace = trace.inner) {
    if (trace.text === '' || (trace.detail && !showTrace)) continue
    if (!showTrace && weight > weightLimit) cut = true
    if (cut && !trace.always) continue
    const key = `${trace.place} ${trace.text}`
    if (seen.has(key)) {
      repeated.push(trace)
      continue
    }
    seen.add(key)
    showRepeated()
    weight++
    show(trace)
  }
  showRepeated()
  if (cut) text += "\n(stack trace truncated; use '--show-trace' to show the full, detailed trace)\n"
  return text
}

/** `at file:line:column:` and the lines around it. */
function showPlaceWithLines(at: number, indentation: string): string {
  const place = placeOf(at)
  if (place === undefined) return ''
  const { origin, text, line, column } = place
  const lines = text.split(/\r\n|\r|\n/)
  let shown = `${indentation}at ${showOrigin(origin)}:${line}:${column}:`
  const showLine = (number: number): void => {
    const content = lines[number - 1]
    if (content !== undefined) shown += `\n ${String(number).padStart(5)}| ${content}`
  }
  if (line > 1) showLine(line - 1)
  showLine(line)
  shown += `\n      |${' '.repeat(column)}^`
  showLine(line + 1)
  return `${shown}\n`
}

function indent(first: string, rest: string, text: string): string {
  return text
    .split('\n')
    .map((line, index) => chomp(`${index === 0 ? first : rest}${line}`))
    .join('\n')
}

/** Without blanks at the end. A byte of text may look like a blank to JavaScript. */
export function chomp(text: string): string {
  let end = text.length
  while (end > 0 && ' \t\r\n'.includes(text[end - 1]!)) end--
  return text.slice(0, end)
}
