import { text } from '../text/deep.ts'

/**
 * How to get the source of an input that a message says is not here, with no Nix: the command that clones it, and the
 * flag that names it. Nothing where the message is about something else.
 */
export function cloneHint(message: string): string | undefined {
  const name = /--override-input (\S+) PATH/.exec(message)?.[1]
  if (name === undefined) return undefined
  const [, owner, repository, ref] = /\bgithub:([\w.-]+)\/([\w.-]+)(?:\/([\w.-]+))?/.exec(message) ?? []
  const folder = `../${name.split('/').at(-1)}`
  if (owner === undefined) return text.giveFolder(name, folder)
  const url = `https://github.com/${owner}/${repository}`
  const isCommit = ref !== undefined && /^[0-9a-f]{40}$/.test(ref)
  const clone = isCommit
    ? `git clone ${url} ${folder} && git -C ${folder} switch --detach ${ref}`
    : `git clone --depth 1 ${ref === undefined ? '' : `--branch ${ref} `}${url} ${folder}`
  return text.clone(clone, name, folder)
}
