import { readFileSync } from 'node:fs'

/** The folder of the package that runs: the same two steps up from `src/cli` and from `dist/cli`. */
export const packageRoot: URL = new URL('../../', import.meta.url)

/** Whether the source itself runs, as in a checkout, and not its build. */
export const runsFromSource: boolean = import.meta.url.endsWith('.ts')

/** The version in `package.json`. */
export function version(): string {
  const text = readFileSync(new URL('package.json', packageRoot), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}
