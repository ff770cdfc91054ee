import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { foldersOfEnvironment, type GivenInputs } from '../../deep/given-inputs.ts'
import { misuse } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { text as catalogText } from '../text/catalog.ts'
import { text } from '../text/deep.ts'

export interface OverrideFlags {
  /** `name=folder` each. */
  readonly overrideInput?: readonly string[] | undefined
}

/**
 * The folders that flags and the environment name for inputs. Stops where there is no such folder, or where a flag names
 * no input of the fleet.
 */
export function givenInputs(
  context: CliContext,
  { overrideInput = [] }: OverrideFlags,
  inputs: { readonly [name: string]: unknown },
): GivenInputs {
  const whole = new Set<string>()
  const folder = (path: string): string => {
    const found = resolve(context.directory, path.replace(/^path:/, ''))
    if (!context.files.isFolder(found)) throw misuse('no-input-folder', text.noFolder(path))
    const real = realpathSync(found)
    if (path.startsWith('path:')) whole.add(real)
    return real
  }
  const byName = foldersOfEnvironment(context.terminal.env, folder)
  if (typeof byName === 'string') throw misuse('no-input-folder', byName, text.environmentHint)
  const byPath = new Map<string, string>()
  for (const each of overrideInput) {
    const equals = each.indexOf('=')
    if (equals < 1) throw misuse('no-input-folder', text.badOverride(each), text.overrideHint)
    const path = each.slice(0, equals)
    const [name = ''] = path.split('/')
    if (!Object.hasOwn(inputs, name))
      throw misuse('missing-input', catalogText.noInput(name, Object.keys(inputs)), catalogText.noInputHint)
    byPath.set(path, folder(each.slice(equals + 1)))
  }
  return { byName, byPath, whole }
}
