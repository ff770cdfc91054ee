import { join } from 'node:path'
import { parsePath } from '../../modules/parse-path.ts'
import type { Files } from '../files.ts'
import { placeLocator } from '../render/locate.ts'
import type { ModelDiff, OptionDiff } from './compare.ts'

/**
 * The difference with the very places of what is said now. The model knows the call that says it; the source of what
 * was said before may be gone.
 */
export async function locateDiff(diff: ModelDiff, root: string, files: Files): Promise<ModelDiff> {
  if (diff.hosts.length === 0) return diff
  const locate = await placeLocator(files)
  const locateOption = (option: OptionDiff): OptionDiff => {
    const valuePath = parsePath(option.path) ?? []
    const after = option.after.map((said) => {
      if (said.at === undefined) return said
      const { line, column } = locate({ ...said.at, file: join(root, said.at.file), valuePath })
      return { ...said, at: { file: said.at.file, line, column } }
    })
    return { ...option, after }
  }
  return { ...diff, hosts: diff.hosts.map((host) => ({ ...host, options: host.options.map(locateOption) })) }
}
