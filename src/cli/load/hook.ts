import { existsSync, readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { switchWord } from '../../check/line-switches.ts'
import { packageRoot, runsFromSource } from '../version.ts'

const name = 'pantheros'
let registered = false
const packageSource = new URL(runsFromSource ? 'src/' : 'dist/', packageRoot).href

/**
 * Makes every import of `pantheros` mean the copy that runs, installed or not, so that the fleet and the command
 * share one instance. User files without `"type"` in a package.json count as modules of TypeScript.
 */
export function registerResolveHook(): void {
  if (registered) return
  registered = true
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const own = ownFile(specifier, context.parentURL)
      if (own !== undefined) return { url: own, format: ownFormat, shortCircuit: true }
      if (specifier === name || specifier.startsWith(`${name}/`)) {
        const url = ownModule(specifier.slice(name.length))
        if (url !== undefined) return { url, shortCircuit: true }
      }
      const resolved = nextResolve(specifier, context)
      if (context.parentURL !== undefined && isOfUser(resolved.url)) {
        const imported = imports.get(context.parentURL) ?? new Set()
        imports.set(context.parentURL, imported.add(resolved.url))
      }
      if (isPlainTypeScript(resolved.url) && typelessPackage(resolved.url))
        return { ...resolved, format: 'module-typescript' }
      return resolved
    },
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      const { source } = loaded
      if (isOfUser(url) && source && textOf(source).includes(switchWord)) switched.add(url)
      return loaded
    },
  })
}

/** What each file of the user's imports. */
const imports = new Map<string, Set<string>>()
/** The files with comments that turn something off. */
const switched = new Set<string>()

/** Those of a fleet's files in which a comment turns something off: no other is read for that. */
export function filesWithSwitches(fleet: string): readonly string[] {
  const reached = new Set([pathToFileURL(fleet).href])
  // The set grows while it is gone through.
  for (const url of reached) for (const imported of imports.get(url) ?? []) reached.add(imported)
  return [...reached].filter((url) => switched.has(url)).map((url) => fileURLToPath(url))
}

function textOf(source: string | ArrayBuffer | NodeJS.TypedArray): string | Buffer {
  if (typeof source === 'string') return source
  return source instanceof ArrayBuffer
    ? Buffer.from(source)
    : Buffer.from(source.buffer, source.byteOffset, source.byteLength)
}

function isOfUser(url: string): boolean {
  return url.startsWith('file:') && !url.startsWith(packageSource) && !url.includes('/node_modules/')
}

const ownFormat = runsFromSource ? 'module-typescript' : 'module'

/**
 * A file of panther that another one imports. They are there, each under its own name: Node need not search for them,
 * which would take longer than to read them.
 */
function ownFile(specifier: string, parent: string | undefined): string | undefined {
  if (!specifier.startsWith('.') || parent === undefined || !parent.startsWith(packageSource))
    return undefined
  return new URL(specifier, parent).href
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
