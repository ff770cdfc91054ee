import { type Option, option } from './option.ts'
import { bool } from './types/simple.ts'

/** A switch that is off: `lib.mkEnableOption`. `enableOption('the relay')` reads "Whether to enable the relay." */
export function enableOption(what: string): Option<boolean, boolean> {
  return option(bool, { default: false, example: true, description: `Whether to enable ${what}.` })
}
