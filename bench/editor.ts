/**
 * What the types of all options cost an editor: `npm run bench:editor`. TypeScript 7's language server is asked what
 * may follow `services.`: once when nothing is known yet, then again and again.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectFiles } from '../src/cli/init/project.ts'

const repository = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'panther-editor-'))
const before = "import { nixos } from 'pantheros'\nexport const base = nixos({ services: { "
const fleet = `${before} } })\n`
const sources = join(repository, 'src')
const files = projectFiles('editor', { pantheros: '', typescript: '', nodeTypes: '', node: '', sources })
writeFileSync(join(folder, 'tsconfig.json'), files['tsconfig.json']!)
writeFileSync(join(folder, 'package.json'), files['package.json']!)
writeFileSync(join(folder, 'fleet.ts'), fleet)
symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'))

const tsc = createRequire(import.meta.url)
  .resolve('typescript/package.json')
  .replace('package.json', 'bin/tsc')
const server = spawn(process.execPath, [tsc, '--lsp', '--stdio'], {
  cwd: folder,
  stdio: ['pipe', 'pipe', 'ignore'],
})

interface Message {
  readonly id?: number | string
  readonly method?: string
  readonly params?: { readonly items?: readonly unknown[] }
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

const waiting = new Map<number | string, (answer: Message) => void>()
let unread = Buffer.alloc(0)
server.stdout.on('data', (more: Buffer) => {
  unread = Buffer.concat([unread, more])
  for (;;) {
    const head = unread.indexOf('\r\n\r\n')
    const length = Number(/Content-Length: (\d+)/i.exec(unread.toString('latin1', 0, head))?.[1])
    if (head < 0 || unread.length < head + 4 + length) return
    read(JSON.parse(unread.toString('utf8', head + 4, head + 4 + length)) as Message)
    unread = unread.subarray(head + 4 + length)
  }
})

/** What the server asks of an editor (its settings, a place for progress) is answered with nothing. */
function read(message: Message): void {
  if (message.id === undefined) return
  if (message.method === undefined) waiting.get(message.id)?.(message)
  else write({ id: message.id, result: message.params?.items?.map(() => null) ?? null })
}

function write(message: object): void {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message })
  server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}

let last = 0
async function ask(method: string, params: object): Promise<unknown> {
  const id = ++last
  const answer = new Promise<Message>((done) => waiting.set(id, done))
  write({ id, method, params })
  const { result, error } = await answer
  if (error) throw new Error(`${method}: ${error.message}`)
  return result
}

const rootUri = pathToFileURL(folder).href
const uri = `${rootUri}/fleet.ts`
await ask('initialize', { processId: process.pid, rootUri, capabilities: {} })
write({ method: 'initialized', params: {} })
write({
  method: 'textDocument/didOpen',
  params: { textDocument: { uri, languageId: 'typescript', version: 1, text: fleet } },
})
const lines = before.split('\n')
const position = { line: lines.length - 1, character: lines.at(-1)!.length }
const times: number[] = []
let names: readonly string[] = []
for (let time = 0; time < 12; time++) {
  const started = performance.now()
  const answer = await ask('textDocument/completion', { textDocument: { uri }, position })
  times.push(performance.now() - started)
  names = ((answer as { items?: readonly { label: string }[] } | null)?.items ?? []).map(({ label }) => label)
}
if (!names.some((name) => name.startsWith('openssh'))) throw new Error('these are not the services of NixOS')
const [cold, ...warm] = times
console.log(`names completed in services   ${names.length}`)
console.log(`cold                          ${cold!.toFixed(0)} ms`)
console.log(
  `warm, best and worst of ${warm.length}    ${Math.min(...warm).toFixed(0)} and ${Math.max(...warm).toFixed(0)} ms`,
)

server.kill()
await once(server, 'exit')
rmSync(folder, { recursive: true, force: true })
