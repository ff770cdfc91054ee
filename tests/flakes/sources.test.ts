import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askEngine } from '../nix-lang/evaluate.ts'

const noNix = spawnSync('nix-instantiate', ['--version']).error !== undefined
const why = noNix ? ' (nix-instantiate is not on the PATH)' : ''

const work = realpathSync(mkdtempSync(join(tmpdir(), 'panther-sources-')))
const storeDir = join(work, 'store')
afterAll(() => {
  spawnSync('chmod', ['-R', 'u+w', work])
  rmSync(work, { recursive: true, force: true })
})

function put(path: string, text: string): void {
  mkdirSync(dirname(join(work, path)), { recursive: true })
  writeFileSync(join(work, path), text)
}

function git(folder: string, ...args: readonly string[]): string {
  const time = '1700000000 +0000'
  const { status, stdout, stderr } = spawnSync(
    'git',
    ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'init.defaultBranch=master', ...args],
    {
      cwd: join(work, folder),
      encoding: 'utf8',
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_DATE: time,
        GIT_COMMITTER_DATE: time,
      },
    },
  )
  if (status !== 0) throw new Error(stderr)
  return stdout.trim()
}

const flake = `{
  inputs.lib.url = "path:${work}/lib";
  inputs.files = { url = "path:${work}/files"; flake = false; };
  inputs.tracked.url = "git+file://${work}/plain";
  outputs = { self, lib, files, tracked }: {
    answer = {
      self = toString self;
      here = toString ./.;
      file = "\${./file}";
      folder = "\${./part}";
      whole = "\${./.}";
      inherit (self) narHash lastModified lastModifiedDate;
      source = self.sourceInfo.outPath;
      # What newer releases of Nix have besides.
      names = map (set: builtins.attrNames (builtins.removeAttrs set [ "_type" "sourceInfo" ])) [
        self
        self.sourceInfo
        lib
        files
        tracked
        tracked.sourceInfo
      ];
      lib = { path = lib.outPath; inherit (lib) narHash lastModified value; };
      files = { path = files.outPath; inherit (files) narHash; text = builtins.readFile (files + "/text"); };
      tracked = { path = tracked.outPath; inherit (tracked) rev shortRev revCount lastModified narHash value; source = tracked.sourceInfo.outPath; };
      context = builtins.getContext "\${self}/file";
      drv = (derivation { name = "x"; system = "s"; builder = "\${self}/file"; args = [ ./part files lib tracked ]; }).drvPath;
    };
  };
}`

let first = ''
beforeAll(() => {
  put('main/flake.nix', flake)
  put('main/file', 'file')
  put('main/part/inner', 'inner')
  put('main/.hidden', '')
  put('lib/flake.nix', '{ outputs = { self }: { value = 1; }; }')
  put('files/text', 'text')
  symlinkSync('text', join(work, 'files/link'))
  put('plain/flake.nix', '{ outputs = { self }: { value = builtins.attrNames (builtins.readDir ./.); }; }')
  put('repo/.gitattributes', 'secret export-ignore\n')
  put('repo/secret', 'secret')
  mkdirSync(join(work, 'repo'), { recursive: true })
  git('repo', 'init', '--quiet')
  git('repo', 'add', '.')
  git('repo', 'commit', '--quiet', '--message', 'first')
  git('repo', 'tag', 'v1')
  first = git('repo', 'rev-parse', 'HEAD')
  put('repo/second', 'second')
  git('repo', 'add', '.')
  git('repo', 'commit', '--quiet', '--message', 'second')
  put('repo/untracked', '')
  for (const folder of ['plain', 'dirty']) {
    put(`${folder}/a/b`, 'text')
    git(folder, 'init', '--quiet')
    git(folder, 'add', '.')
    git(folder, 'commit', '--quiet', '--message', 'all')
  }
  put('dirty/a/b', 'changed')
  put('dirty/added', 'added')
  git('dirty', 'add', 'added')
  for (const folder of ['main', 'lib', 'files'])
    utimesSync(join(work, folder), new Date(2e12), new Date(2e12))
})

/** Real Nix, with a store of its own. */
function nix(command: string, ...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(
    command,
    ['--option', 'experimental-features', 'nix-command flakes', ...words],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        NIX_STORE_DIR: storeDir,
        NIX_STATE_DIR: join(work, 'state'),
        NIX_LOG_DIR: join(work, 'state'),
        HOME: work,
        XDG_CACHE_HOME: join(work, 'cache'),
        NIX_CONF_DIR: work,
        NIX_PATH: '',
      },
    },
  )
  if (status !== 0) throw new Error(stderr)
  return stdout
}

function forget(): void {
  spawnSync('chmod', ['-R', 'u+w', storeDir])
  for (const name of ['store', 'state', 'cache']) rmSync(join(work, name), { recursive: true, force: true })
}

function expectSame(expression: string): void {
  const words = ['--eval', '--strict', '--json', '-E', expression]
  const expected = JSON.parse(nix('nix-instantiate', '--read-write-mode', ...words))
  // What Nix has put into the store is of no help.
  forget()
  const { code, out, said } = askEngine({ words, env: { NIX_STORE_DIR: storeDir } })
  if (code !== 0) throw new Error(said)
  expect(JSON.parse(out)).toEqual(expected)
}

test.skipIf(noNix)(`a flake and its inputs are where Nix has them${why}`, () => {
  nix('nix', 'flake', 'lock', `path:${work}/main`)
  utimesSync(join(work, 'main'), new Date(2e12), new Date(2e12))
  expectSame(`(builtins.getFlake "path:${work}/main").answer`)
})

const repository = () => `file://${work}/repo`
test.skipIf(noNix).each([
  ['a repository', () => `builtins.fetchGit "${work}/repo"`],
  ['a commit', () => `builtins.fetchGit { url = "${repository()}"; rev = "${first}"; }`],
  ['a branch', () => `builtins.fetchGit { url = "${work}/repo"; ref = "master"; name = "named"; }`],
  ['a tag', () => `builtins.fetchGit { url = "${work}/repo"; ref = "refs/tags/v1"; }`],
  ['a path value', () => `builtins.fetchGit ${work}/repo`],
  ['a repository that differs from its commit', () => `builtins.fetchGit ${work}/dirty`],
  ['a repository as a tree', () => `builtins.fetchTree { type = "git"; url = "file://${work}/plain"; }`],
  ['a folder as a tree', () => `builtins.fetchTree { type = "path"; path = "${work}/files"; }`],
  ['a file', () => `{ outPath = builtins.fetchurl "file://${work}/files/text"; }`],
])(`%s${why}`, (_, expression) => {
  expectSame(
    `let tree = ${expression()}; in { path = tree.outPath; info = removeAttrs tree [ "outPath" "dirtyRev" "dirtyShortRev" ]; context = builtins.getContext tree.outPath; }`,
  )
})
