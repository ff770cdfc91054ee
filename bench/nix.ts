/**
 * The embedded Nix engine beside Nix itself: `npm run bench:nix`. Every run is a cold process; the engine and Nix take
 * turns, and medians are compared. `node bench/nix.ts 5` takes five runs of each instead of three.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

interface Workload {
  readonly name: string
  /** An expression; nothing where a tree that it needs is not there. */
  readonly expression: string | undefined
  /** What costs less by one, and the name of the row that tells the difference. */
  readonly beyond?: { readonly name: string; readonly row: string }
}

interface Cost {
  readonly output: string
  /** Seconds of the processor in user mode, which other work on the machine disturbs least. */
  readonly user: number
  readonly wall: number
  /** The most memory that was held at once. */
  readonly megabytes: number
}

const panther = [process.execPath, resolve(import.meta.dirname, '../bin/panther.js'), 'nix']
const words = ['--eval', '--strict', '--json', '-E']
const runs = Number(process.argv[2] ?? 3)

const nixpkgs = tree('NIXPKGS', 'a nixpkgs that the installed Nix evaluates: the systems are not measured')
const packages = tree('NIX_PACKAGES', 'a tree of packages like corepkgs: the packages are not measured')

const system = (port: number): string =>
  `(import ${nixpkgs}/nixos/lib/eval-config.nix { system = "x86_64-linux"; modules = [ {
    fileSystems."/" = { device = "/dev/sda1"; fsType = "ext4"; };
    boot.loader.grub.device = "/dev/sda"; system.stateVersion = "26.05";
    services.openssh = { enable = true; ports = [ ${port} ]; };
  } ]; }).config.system.build.toplevel.drvPath`

/** Packages that fail are left out. */
const evaluated = `name: builtins.tryEval (let value = pkgs.\${name}; in
      if builtins.isAttrs value && value.type or "" == "derivation" then value.drvPath else null)`
const everyPackage = (without: readonly string[]): string => `let
    pkgs = builtins.removeAttrs (import ${packages} { system = "x86_64-linux"; }) ${nixList(without)};
  in builtins.mapAttrs (name: _: (${evaluated}) name) pkgs`

const pure: readonly Workload[] = [
  {
    name: 'sort 10^6',
    expression: `let next = n: builtins.bitAnd (n * 1103515245 + 12345) 2147483647;
      in builtins.elemAt (builtins.sort builtins.lessThan (builtins.genList (n: next (next n)) 1000000)) 500000`,
  },
  {
    name: 'fold over 10^6',
    expression: `builtins.foldl' (sum: n: sum + n * n) 0 (builtins.genList (n: n) 1000000)`,
  },
  {
    name: 'strings from 10^6',
    expression: `builtins.stringLength (builtins.concatStringsSep "," (builtins.genList (n: "item-\${toString n}") 1000000))`,
  },
]

const workloads: readonly Workload[] = [
  { name: 'a NixOS system', expression: nixpkgs && system(22) },
  {
    name: 'two of them',
    expression: nixpkgs && `[ (${system(22)}) (${system(2222)}) ]`,
    beyond: { name: 'a NixOS system', row: 'each further one' },
  },
]

if (spawnSync('nix-instantiate', ['--version']).status !== 0) {
  console.log('nix-instantiate is not installed: there is nothing to compare with')
} else {
  const state = mkdtempSync(join(tmpdir(), 'bench-nix-'))
  try {
    await compareAll(state)
  } finally {
    rmSync(state, { recursive: true })
  }
}

async function compareAll(state: string): Promise<void> {
  console.log('what                  user: Nix   panther  ratio   wall: ratio   memory: Nix   panther')
  const done = new Map<string, Costs>()
  const all = [...workloads, ...(await packageWorkload(state)), ...pure]
  for (const { name, expression, beyond } of all) {
    if (expression === undefined) continue
    const theirs: Cost[] = []
    const ours: Cost[] = []
    try {
      for (let run = 0; run < runs; run++) {
        theirs.push(await cost(['nix-instantiate', ...words, expression], state))
        ours.push(await cost([...panther, ...words, expression], state))
      }
    } catch (error) {
      console.log(`${name.padEnd(20)} not measured: ${(error as Error).message}`)
      continue
    }
    const same = ours[0]?.output === theirs[0]?.output ? '' : '   THE ANSWERS DIFFER'
    const costs: Costs = { theirs: medians(theirs), ours: medians(ours) }
    done.set(name, costs)
    console.log(`${row(name, costs)}${same}`)
    const less = beyond && done.get(beyond.name)
    if (less)
      console.log(
        row(beyond.row, {
          theirs: difference(costs.theirs, less.theirs),
          ours: difference(costs.ours, less.ours),
        }),
      )
  }
}

type Figures = Omit<Cost, 'output'>

interface Costs {
  readonly theirs: Figures
  readonly ours: Figures
}

function medians(costs: readonly Cost[]): Figures {
  const of = (what: keyof Figures): number => median(costs.map((one) => one[what]))
  return { user: of('user'), wall: of('wall'), megabytes: of('megabytes') }
}

function difference(more: Figures, less: Figures): Figures {
  return {
    user: more.user - less.user,
    wall: more.wall - less.wall,
    megabytes: more.megabytes - less.megabytes,
  }
}

function row(name: string, { theirs, ours }: Costs): string {
  const ratio = (what: 'user' | 'wall'): string => (ours[what] / theirs[what]).toFixed(2)
  const seconds = ({ user }: Figures): string => `${user.toFixed(2)} s`
  const memory = ({ megabytes }: Figures): string => `${megabytes.toFixed(0)} MB`
  return [
    name.padEnd(20),
    seconds(theirs).padStart(11),
    seconds(ours).padStart(10),
    ratio('user').padStart(7),
    ratio('wall').padStart(14),
    memory(theirs).padStart(14),
    memory(ours).padStart(10),
  ].join('')
}

/** The packages without those that end an evaluation for good: `abort`, and mistakes that `tryEval` lets pass. */
async function packageWorkload(state: string): Promise<readonly Workload[]> {
  if (packages === undefined) return []
  const without: string[] = []
  for (let last = ''; ; last = without.at(-1)!) {
    const { code, complaint } = await run(
      ['nix-instantiate', '--eval', '--strict', '-E', tracedPackages(last)],
      state,
    )
    if (code === 0) break
    const fatal = [...complaint.matchAll(/^trace: (.*)$/gm)].at(-1)?.[1]
    if (fatal === undefined) throw new Error(`NIX_PACKAGES does not evaluate: …${complaint.slice(-500)}`)
    without.push(fatal)
  }
  const name = 'all packages'
  console.log(`${name}: ${without.length} that end an evaluation for good are left out`)
  return [{ name, expression: everyPackage(without) }]
}

/** Evaluates the packages behind a name in the order of names, and tells which is next. */
function tracedPackages(last: string): string {
  return `let
    pkgs = import ${packages} { system = "x86_64-linux"; };
    names = builtins.filter (name: "${last}" < name) (builtins.attrNames pkgs);
  in map (name: builtins.trace name ((${evaluated}) name)) names`
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!
}

function tree(variable: string, what: string): string | undefined {
  const folder = process.env[variable]
  if (folder !== undefined && existsSync(folder)) return resolve(folder)
  console.log(`${variable} does not name ${what}`)
  return undefined
}

function nixList(names: readonly string[]): string {
  return `[ ${names.map((name) => `"${name}"`).join(' ')} ]`
}

/** What a command costs that has to succeed. */
async function cost(command: readonly string[], state: string): Promise<Cost> {
  const { code, complaint, ...figures } = await run(command, state)
  if (code !== 0) throw new Error(`${command[0]} ended with ${code}: …${complaint.trim().slice(-500)}`)
  return figures
}

/** Runs a command and waits for it. Nix gets a folder of its own for what it writes. */
function run(
  [command, ...rest]: readonly string[],
  state: string,
): Promise<Cost & { readonly code: number | null; readonly complaint: string }> {
  return new Promise((done, fail) => {
    const started = performance.now()
    const child = spawn(command!, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NIX_STATE_DIR: state, NIX_CONFIG: 'build-users-group =' },
    })
    let output = ''
    let user = 0
    let megabytes = 0
    let complaint = ''
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString()
    })
    child.stderr.on('data', (data: Buffer) => {
      complaint += data.toString()
    })
    const watch = setInterval(() => {
      megabytes = peakOf(child.pid) ?? megabytes
      user = userOf(child.pid) ?? user
    }, 10)
    child.on('error', fail)
    child.on('close', (code) => {
      clearInterval(watch)
      const wall = (performance.now() - started) / 1000
      done({ output: output.trim(), user, wall, megabytes, code, complaint })
    })
  })
}

/** Linux keeps the peak of each process. */
function peakOf(pid: number | undefined): number | undefined {
  const [, kilobytes] = /^VmHWM:\s*(\d+)/m.exec(read(`/proc/${pid}/status`)) ?? []
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024
}

/** In hundredths of a second, the twelfth field behind the name. */
function userOf(pid: number | undefined): number | undefined {
  const fields = read(`/proc/${pid}/stat`).split(') ')[1]?.split(' ')
  return fields === undefined ? undefined : Number(fields[11]) / 100
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
