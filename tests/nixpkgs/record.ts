import { writeFileSync } from 'node:fs'
import { randomOf } from '../nix-fuzz/random.ts'
import { derivationsOf, evaluate, panther, realNix } from './packages.ts'

/**
 * Draws packages and records what real Nix makes of them: `NIXPKGS=… NIXPKGS_NIX=… node tests/nixpkgs/record.ts SEED
 * COUNT`. `NIXPKGS_NIX` is the same tree, or a copy that an older Nix can read. A package that both refuse (broken,
 * unfree, of another system) is drawn again, and so is one that ends real Nix with an error that cannot be caught; one
 * that they evaluate to something else ends it with 1.
 */
const { NIXPKGS, NIXPKGS_NIX = NIXPKGS } = process.env
if (NIXPKGS === undefined || NIXPKGS_NIX === undefined)
  throw new Error('NIXPKGS is to name the tree of nixpkgs')
const [seed = '1', count = '500'] = process.argv.slice(2)

/** Sets of packages that are drawn from beside the top level. */
const inner = [
  'python3Packages',
  'perlPackages',
  'ocamlPackages',
  'luaPackages',
  'emacsPackages',
  'vimPlugins',
  'kdePackages',
  'linuxPackages',
  'coqPackages',
  'beamPackages',
  'phpExtensions',
  'gst_all_1',
]

const sets = inner.map((set) => `map (name: [ "${set}" name ]) (builtins.attrNames pkgs.${set})`)
const found = await evaluate<readonly (readonly string[])[]>(
  panther,
  NIXPKGS,
  `map (name: [ name ]) (builtins.attrNames pkgs) ++ ${sets.join(' ++ ')}`,
)
if (found === undefined) throw new Error(`${NIXPKGS} has no packages that can be evaluated`)

function quoted(name: string): string {
  return /^[a-zA-Z_][\w'-]*$/.test(name) ? name : JSON.stringify(name)
}

const random = randomOf(Number(seed))
const left = found.map((path) => path.map(quoted).join('.'))
const recorded: Record<string, string> = {}
const different: string[] = []
let refused = 0
let broken = 0
const draw = (): string => left.splice(random.below(left.length), 1)[0]!

// Real Nix has the next packages while the engine has those that it answered.
const ask = async () => {
  const drawn = Array.from({ length: Math.min(50, left.length) }, draw)
  return { drawn, nix: await derivationsOf(realNix, NIXPKGS_NIX, drawn) }
}
let next = ask()
for (let isFull = false; !isFull; ) {
  const { drawn, nix } = await next
  next = ask()
  const ours = await derivationsOf(panther, NIXPKGS, [...nix.keys()])
  broken += drawn.length - nix.size
  for (const [name, wanted] of nix) {
    if (wanted !== ours.get(name)) different.push(`${name}: ${wanted} is here ${ours.get(name)}`)
    if (wanted === null) refused++
    else if (Object.keys(recorded).length < Number(count)) recorded[name] = wanted
  }
  isFull = Object.keys(recorded).length >= Number(count) || left.length === 0
  const sorted = Object.entries(recorded).sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(
    new URL('packages.json', import.meta.url),
    `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`,
  )
  console.log(
    `${Object.keys(recorded).length} packages, ${different.length} different, ${refused} refused, ${broken} end real Nix`,
  )
}
for (const line of different) console.log(line)
process.exit(different.length > 0 ? 1 : 0)
