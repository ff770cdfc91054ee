import { writeFileSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dataDirectory } from '../../catalog/catalog.ts'
import type { NixAnswer } from '../../deep/engine.ts'
import { flakeExpression, nixString } from '../../deep/flake-expression.ts'
import { folderOf } from '../../deep/given-inputs.ts'
import type { Input } from '../../fleet/fleet.ts'
import { assign, attrs, ident, lambda } from '../../nix/build.ts'
import { print } from '../../nix/print.ts'
import { inputBindings } from '../../synth/flake-inputs.ts'
import { outside, type Stop } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { cloneHint } from '../deep/clone-hint.ts'
import { givenInputs, type OverrideFlags } from '../deep/given-inputs.ts'
import { placeText, unusable, withEngine } from '../deep/with-engine.ts'
import { text } from '../text/catalog.ts'
import { homeExpression, modulesExpression, nixosExpression } from './expressions.ts'

/** Whose options are asked for, and what they are found in. */
export interface Reading {
  readonly kind: 'nixos' | 'home' | 'modules'
  readonly input: string
  /** A folder, or a reference to a flake. */
  readonly from: string
  readonly inputs: { readonly [name: string]: Input }
  /** The folder of the fleet. */
  readonly root: string
}

/**
 * What `data/facts.nix` tells of the options of an input. Inputs are found as `check --deep` finds them: folders that are
 * given, and what the fleet's lock file names where the store has it.
 */
export function evaluateOptions(
  reading: Reading,
  flags: OverrideFlags,
  context: CliContext,
): Promise<unknown> {
  const { kind, input, from, root } = reading
  const given = givenInputs(context, flags, reading.inputs)
  const folder = resolve(context.directory, from.replace(/^path:/, ''))
  const isFolder = context.files.isFolder(folder)
  if (!isFolder && /^(?:path:|[^:]*$)/.test(from))
    throw outside('bad-source', text.cannotRead(from, 'there is no such folder'), text.noFolderHint)
  const byPath = isFolder ? new Map([...given.byPath, [input, folder]]) : given.byPath
  return withEngine(context, async ({ engine, signal, folder: flake, progress }) => {
    progress(text.reading(input))
    writeFileSync(join(flake, 'flake.nix'), inputsFile(reading))
    const expression = await flakeExpression({
      folder: flake,
      lockFile: join(root, 'flake/flake.lock'),
      folderOf: (names) => folderOf({ ...given, byPath }, names),
      isWhole: (each) => given.whole.has(each),
      engine,
      signal,
    })
    const answer = await engine.ask(
      `let inherit (${expression}) inputs; in ${question(kind, `inputs.${nixString(input)}`)}`,
      signal,
    )
    if (answer.kind === 'value') return answer.value
    throw unusable(answer) ?? unreadable(answer, reading, flake)
  })
}

function question(kind: Reading['kind'], source: string): string {
  if (kind === 'nixos') return nixosExpression(source)
  return kind === 'home'
    ? homeExpression(source, 'inputs.nixpkgs')
    : modulesExpression(source, 'inputs.nixpkgs')
}

/** A flake that has the inputs of the fleet and is nothing else. What is read as a folder need be no flake. */
function inputsFile({ kind, input, from, inputs, root }: Reading): string {
  const named = Object.entries(inputs).map(([name, said]): [string, Input] => {
    const { url, ...more } = typeof said === 'string' ? { url: said } : said
    const isRead = kind !== 'modules' && (name === input || name === 'nixpkgs')
    return [
      name,
      { ...more, url: fromFlake(name === input ? from : url, root), ...(isRead && { flake: false }) },
    ]
  })
  const outputs = assign('outputs', lambda(ident('inputs'), attrs([])))
  return print(attrs([assign('inputs', attrs(inputBindings(new Map(named)))), outputs]))
}

/** Relative paths are meant from the flake that the fleet makes. */
function fromFlake(url: string, root: string): string {
  const path = /^(?:path:)?(\.{1,2}\/.*)$/s.exec(url)?.[1]
  return path === undefined ? url : `path:${isAbsolute(path) ? path : join(root, 'flake', path)}`
}

function unreadable(answer: NixAnswer, { kind, input }: Reading, flake: string): Stop {
  if (answer.kind !== 'error') throw new Error(`no error, but ${answer.kind}`)
  const { message, frames } = answer.error
  const own = [flake, fileURLToPath(dataDirectory)]
  const place = placeText(frames, ({ file }) => !own.some((folder) => file.startsWith(folder)))
  return outside(
    'bad-source',
    text.evaluationFailed(message, place),
    cloneHint(message) ??
      (kind === 'nixos' ? text.evaluationFailedHint(input) : text.modulesFailedHint(input)),
  )
}
