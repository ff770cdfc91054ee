import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { toBytes } from '../../src/nix/bytes.ts'
import { machine } from '../../src/nix/inputs/index.ts'
import {
  binaryCache,
  hashNar,
  instantiate,
  type KnownDerivations,
  makeFixedOutputPath,
  makeTextPath,
} from '../../src/nix/store/index.ts'
import { nixStore } from './nix-store.ts'
import { noNix } from './oracle.ts'
import { writeTree } from './tree.ts'

const work = mkdtempSync(join(tmpdir(), 'panther-cache-'))
afterAll(() => {
  spawnSync('chmod', ['-R', 'u+w', work])
  rmSync(work, { recursive: true, force: true })
})

/** Two derivations, one from the other, over a text and a tree, as evaluation makes them. */
function writeClosure(folder: string, storeDir: string): { readonly drvPath: string; readonly out: string } {
  const cache = binaryCache(folder, storeDir)
  const known: KnownDerivations = new Map()

  const tree = join(work, 'tree')
  writeTree(tree)
  const source = makeFixedOutputPath('tree', 'recursive', hashNar(machine, tree), storeDir)
  cache.add(source, { kind: 'tree', tree: machine, source: tree })
  const text = toBytes('grüße')
  const script = makeTextPath('script', text, [], storeDir)
  cache.add(script, { kind: 'text', text, references: [] })

  const common = { platform: 'x86_64-linux', builder: '/bin/sh', inputDrvs: new Map(), inputSrcs: [] }
  const first = instantiate(
    known,
    {
      ...common,
      name: 'first',
      outputs: ['out', 'dev'],
      inputSrcs: [source, script],
      args: [
        '-c',
        `read line < ${script}; echo "$line" > $out; read line < ${source}/a/size-9; echo "$line" > $dev`,
      ],
      env: new Map(),
    },
    storeDir,
  )
  cache.add(first.drvPath, { kind: 'text', ...first })
  const second = instantiate(
    known,
    {
      ...common,
      name: 'second',
      outputs: ['out'],
      inputDrvs: new Map([[first.drvPath, ['out', 'dev']]]),
      args: ['-c', 'read a < $first; read b < $dev; echo "$a $b" > $out'],
      env: new Map([
        ['first', first.outputs.get('out')!],
        ['dev', first.outputs.get('dev')!],
      ]),
    },
    storeDir,
  )
  cache.add(second.drvPath, { kind: 'text', ...second })
  return { drvPath: second.drvPath, out: second.outputs.get('out')! }
}

test.skipIf(noNix)(
  `real Nix takes the closure over and builds it${noNix ? ' (there is no Nix)' : ''}`,
  () => {
    const storeDir = join(realpathSync(work), 'store')
    const cache = join(work, 'cache')
    const { drvPath, out } = writeClosure(cache, storeDir)
    const from = ['--option', 'substituters', `file://${cache}`]
    const { stdout, stderr, status } = nixStore(storeDir, join(work, 'state'), '--realise', drvPath, ...from)
    expect({ status, out: stdout.trim() }, stderr).toEqual({ status: 0, out })
    expect(readFileSync(out, 'utf8')).toBe('grüße xxxxxxxxx\n')
  },
)
