import type { CliContext } from '../context.ts'

/** One line on the terminal that is written over; nothing where there is none. */
export function progressLine({ terminal, clock, style }: CliContext): {
  readonly progress: (message: string) => void
  readonly clear: () => void
} {
  if (terminal.stderr.isTTY !== true) return { progress: () => {}, clear: () => {} }
  let message = ''
  let since = clock()
  const show = (): void => {
    const seconds = Math.round((clock() - since) / 1000)
    terminal.stderr.write(`\r\x1b[2K${style.stderr.quiet(`${message}${seconds > 0 ? ` ${seconds} s` : ''}`)}`)
  }
  const timer = setInterval(show, 1000)
  return {
    progress(said) {
      message = said
      since = clock()
      show()
    },
    clear() {
      clearInterval(timer)
      terminal.stderr.write('\r\x1b[2K')
    },
  }
}
