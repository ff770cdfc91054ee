import { showPath } from '../modules/show-path.ts'
import { showKeys } from './key-token.ts'

/**
 * The path of an option in a message: names quoted where they are no identifiers, and elements of lists counted as
 * TypeScript counts them, in the definition that the place shows.
 *
 * ```ts
 * showOption(['services', 'nginx', 'virtualHosts', 'a.org', 'root']) // services.nginx.virtualHosts."a.org".root
 * showOption(['a', '[definition 2-entry 1]', 'b']) // a[0].b
 * ```
 */
export function showOption(path: readonly string[]): string {
  return showPath(path.map(showKeys)).replaceAll(
    /\."\[definition \d+-entry (\d+)\]"/g,
    (_, position: string) => `[${Number(position) - 1}]`,
  )
}
