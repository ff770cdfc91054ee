import { existsSync, readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { packageRoot, runsFromSource } from '../version.ts'

const name = 'pantheros'
let registered = false

/**
 * Makes every import of `pantheros` mean the copy that runs, installed or not, so that the fleet and the command
 * share one instance. User files without `"type"` in a package.json count as modules of TypeScript.
 */
export function registerResolveHook(): void {
  if (registered) return
  registered = true
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (specifier === name || specifier.startsWith(`${name}/`)) {
        const url = ownModule(specifier.slice(name.length))
        if (url !== undefined) return { url, shortCircuit: true }
      }
      const resolved = nextResolve(specifier, context)
      if (isPlainTypeScript(resolved.url) && typelessPackage(resolved.url))
        return { ...resolved, format: 'module-typescript' }
      return resolved
    },
  })
}

interface Exports {
  readonly [subpath: string]: string | { readonly default?: string }
}

/** What the package's `exports` say of a subpath (`''`, `/package.json`); the source of it in a checkout. */
function ownModule(subpath: string): string | undefined {
  const { exports } = JSON.parse(readFileSync(new URL('package.json', packageRoot), 'utf8')) as {
    readonly exports: Exports
  }
  const entry = exports[`.${subpath}`]
  const target = typeof entry === 'string' ? entry : entry?.default
  if (target === undefined) return undefined
  const file = runsFromSource ? target.replace(/^\.\/dist\/(.*)\.js$/, './src/$1.ts') : target
  return new URL(file, packageRoot).href
}

function isPlainTypeScript(url: string): boolean {
  return url.startsWith('file:') && url.endsWith('.ts') && !url.includes('/node_modules/')
}

const typeless = new Map<string, boolean>()

/** Whether the nearest package.json says nothing of `type`: Node would read the file twice and warn of it. */
function typelessPackage(url: string): boolean {
  const folder = new URL('./', url)
  const known = typeless.get(folder.href)
  if (known !== undefined) return known
  const file = new URL('package.json', folder)
  const above = new URL('../', folder)
  const result = existsSync(file)
    ? !/"type"\s*:/.test(readFileSync(file, 'utf8'))
    : above.href === folder.href || typelessPackage(new URL('x', above).href)
  typeless.set(folder.href, result)
  return result
}
