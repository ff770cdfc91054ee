import type { ResolvedHost, Source, Statement } from '../fleet/resolved.ts'
import type { Target } from './scope.ts'
import { saysSomething } from './statements.ts'

/** What one source says on one host to NixOS, or to one user's Home Manager: a file. */
export interface Part {
  /** Parts of the same key are one file if they read the same. */
  readonly key: string
  readonly target: Exclude<Target, { kind: 'flake' }>
  readonly statements: readonly Statement[]
  readonly about: string | undefined
  /** In words, for messages. */
  readonly what: string
  /** Where it may stand: the first name at which all parts of the key agree counts. */
  readonly names: readonly string[]
}

/** The parts of a profile or module on a host, in order. */
export function partsOf(source: Source, resolved: ResolvedHost): readonly Part[] {
  const { host } = resolved
  const stem = `${source.kind === 'profile' ? 'profiles' : 'modules'}/${source.name.replaceAll('.', '/')}`
  const about =
    source.kind === 'module'
      ? resolved.modules.find(({ module, user }) => module.moduleName === source.name && user === source.user)
          ?.module.description
      : undefined
  const users = [...new Set(source.statements.flatMap(({ user }) => user ?? []))]
  return [undefined, ...users].flatMap((user): readonly Part[] => {
    const statements = source.statements.filter(
      (statement) => statement.user === user && saysSomething(statement),
    )
    if (statements.length === 0) return []
    const shared = { statements, about, what: `the ${source.kind} ${source.name}` }
    if (user === undefined) {
      // What a user's module says to the host itself is said once for each user.
      const name = source.user === undefined ? stem : `${stem}.${fileName(source.user)}`
      const kind = host.isDarwin ? 'darwin' : 'nixos'
      return [
        {
          ...shared,
          key: name,
          target: { kind, host: host.name },
          names: [`${name}.nix`, `hosts/${host.name}/${name}.nix`],
        },
      ]
    }
    const own = `${stem}.${fileName(user)}.home.nix`
    const names = [
      `${stem}.home.nix`,
      own,
      `hosts/${host.name}/${stem}.home.nix`,
      `hosts/${host.name}/${own}`,
    ]
    return [{ ...shared, key: `${stem}.home`, target: { kind: 'home', host: host.name, user }, names }]
  })
}

function fileName(user: string): string {
  return user.replace(/[^\w.-]/g, '-')
}
