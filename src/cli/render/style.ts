/** Colours text, or leaves it as it is. */
export interface Style {
  readonly error: (text: string) => string
  readonly warning: (text: string) => string
  readonly good: (text: string) => string
  readonly strong: (text: string) => string
  readonly quiet: (text: string) => string
  readonly place: (text: string) => string
}

const as = (text: string): string => text

/** Text as it is. */
export const plainStyle: Style = { error: as, warning: as, good: as, strong: as, quiet: as, place: as }

const paint =
  (on: string, off: number) =>
  (text: string): string =>
    text === '' ? '' : `\x1b[${on}m${text}\x1b[${off}m`

/** The sixteen colours that every terminal has, so that its own theme applies. */
export const colourStyle: Style = {
  error: paint('31', 39),
  warning: paint('33', 39),
  good: paint('32', 39),
  strong: paint('1', 22),
  quiet: paint('2', 22),
  place: paint('36', 39),
}

interface Environment {
  readonly [name: string]: string | undefined
}

/**
 * Whether to colour: as `FORCE_COLOR` says, else not where `NO_COLOR` is set, else on a terminal that can.
 * https://no-color.org, and Node's own reading of `FORCE_COLOR`.
 */
export function wantsColour(env: Environment, isTerminal: boolean): boolean {
  const force = env.FORCE_COLOR
  if (force !== undefined) return force !== '0' && force !== 'false'
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== '') return false
  return isTerminal && env.TERM !== 'dumb'
}
