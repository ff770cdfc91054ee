// `npm start`: checks the pantherOS fleet and writes its flake, with the command itself.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const fleet = ['--fleet', 'fleets/pantheros']
const out = '.panther/pantheros'

panther(['check', ...fleet])
panther(['hosts', ...fleet])
panther(['why', 'hetzner-vps', 'services.openssh.settings.PermitRootLogin', ...fleet])

// The folder is not for git, so what `synth` says of git is left out.
const written = JSON.parse(panther(['synth', ...fleet, '--out', out], ['--json'])) as {
  readonly status: string
  readonly created: readonly string[]
  readonly changed: readonly string[]
  readonly deleted: readonly string[]
}
const { created, changed, deleted } = written
process.stdout.write(
  written.status === 'unchanged'
    ? `${out} is up to date.\n`
    : `Wrote ${out}: ${created.length} files new, ${changed.length} changed, ${deleted.length} removed.\n`,
)
process.stdout.write(`
Look at   ${out}/flake.nix
          ${out}/hosts/hetzner-vps/default.nix
          ${out}/modules/services/ssh.nix
made of   fleets/pantheros/
Next      npx panther init ../my-fleet
`)

function panther(words: readonly string[], hidden: readonly string[] = []): string {
  process.stdout.write(`\n$ panther ${words.join(' ')}\n`)
  const quiet = hidden.length > 0
  const { status, stdout } = spawnSync(process.execPath, ['bin/panther.js', ...words, ...hidden], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', 'inherit'],
  })
  if (status !== 0) {
    process.stdout.write(stdout ?? '')
    process.exit(status ?? 1)
  }
  return stdout
}
