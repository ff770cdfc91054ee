import { join } from 'node:path'
import type { FactNode } from '../../catalog/facts.ts'
import { writeCatalog } from '../../catalog/file/write.ts'
import { shippedCatalog } from '../../catalog/index.ts'
import { mergeFacts } from '../../catalog/merge-facts.ts'
import { interfaceAt } from '../../catalog/typegen/interfaces.ts'
import { type OwnOptions, ownTypes } from '../../catalog/typegen/own.ts'
import { outside } from '../answer.ts'
import type { CliContext } from '../context.ts'
import { text } from '../text/catalog.ts'
import { ownCatalogs, ownFile, ownFolder } from './own.ts'

/** What a source says of an input: the options it declares for hosts, and for users. */
export interface Gathered {
  readonly source: string
  readonly nixos?: FactNode | undefined
  readonly home?: FactNode | undefined
  readonly disko?: FactNode | undefined
}

/** Writes the catalogs of an input and the types that its options add. Gives the files, inside the project. */
export function writeOwn(
  root: string,
  input: string,
  gathered: Gathered,
  { files }: CliContext,
): readonly string[] {
  const parts = (['nixos', 'home', 'disko'] as const).flatMap((part) => {
    const facts = gathered[part]
    return facts === undefined ? [] : [[ownFile(input, part), writeCatalog(gathered.source, facts)] as const]
  })
  const types = [`${ownFolder}/${input}.d.ts`, typesOf(root, input, gathered, files)] as const
  try {
    files.write(new Map([...parts, types].map(([file, content]) => [join(root, file), content])))
  } catch (error) {
    throw outside('cannot-write', text.cannotWrite(ownFolder, (error as Error).message))
  }
  return [...parts, types].map(([file]) => file)
}

function typesOf(root: string, input: string, gathered: Gathered, files: CliContext['files']): string {
  const own = ownCatalogs(root, files)
  const others = own.inputs.filter((other) => other !== input)
  const known = (scope: 'nixos' | 'home'): FactNode =>
    mergeFacts([
      shippedCatalog()[scope].root,
      ...others.flatMap((other) => own.options(other, scope)?.root ?? []),
    ])
  const options = (['nixos', 'home'] as const).flatMap((scope): readonly OwnOptions[] => {
    const facts = gathered[scope]
    return facts === undefined ? [] : [{ scope, own: facts, known: known(scope) }]
  })
  return ownTypes(input, options, interfaceAt)
}
