import { isAttrs } from '../modules/plain.ts'
import { editDistance } from '../modules/suggest.ts'
import { problem } from './problem.ts'

/** What a rule found may be meant. Other errors may not be turned off: NixOS refuses what they are about. */
export const ruleCodes = [
  'address-twice',
  'attrs-lose-values',
  'btrfs-options-differ',
  'check-never-runs',
  'cpu-vendor',
  'default-set-dropped',
  'firewall-drops-first',
  'firewall-half-closed',
  'firewall-rules-pile-up',
  'firewall-throttles-sessions',
  'grub-without-device',
  'host-id-twice',
  'host-name-twice',
  'impure-builtin',
  'input-moved',
  'iptables-with-nftables',
  'link-closed',
  'locked-out',
  'machine-id-twice',
  'no-root-file-system',
  'password-login',
  'path-as-key',
  'port-taken',
  'restic-without-password',
  'root-login',
  'secret-read-early',
  'service-not-enabled',
  'shell-not-enabled',
  'splash-without-plymouth',
  'ssh-forwarding-off',
  'ssh-open-everywhere',
  'stale-command',
  'state-version-ahead',
  'state-version-missing',
  'tailscale-flags-unused',
  'two-boot-loaders',
  'unknown-account',
  'unknown-group',
  'unknown-secret',
  'wireguard-peer-twice',
  'zfs-without-host-id',
] as const

/** Warnings that no rule makes. */
export const warningCodes = [
  'home-in-nixos',
  'removed-option',
  'renamed-option',
  'unknown-option',
  'warning',
] as const

/** The code of something that may be turned off. */
export type IgnorableCode = (typeof ruleCodes)[number] | (typeof warningCodes)[number]

/**
 * What is turned off, with the reason for it.
 *
 * ```ts
 * defineHost('lab', { …, ignore: { 'password-login': 'Reachable from the lab alone.' } })
 * ```
 */
export type Ignore = { readonly [code in IgnorableCode]?: string }

const known: readonly string[] = [...ruleCodes, ...warningCodes]

/** Why a switch cannot stand; nothing where it can. */
export function ignoreProblem(
  code: string,
  reason: unknown,
): { readonly message: string; readonly hint: string } | undefined {
  if (!known.includes(code)) {
    const meant = known.find((name) => editDistance(name, code) <= 3)
    return {
      message: `Nothing that may be ignored is called ${code}.`,
      hint:
        meant === undefined
          ? 'Warnings and what rules find may be ignored: docs/diagnostics names them.'
          : `Did you mean ${meant}?`,
    }
  }
  if (typeof reason === 'string' && reason.trim() !== '') return undefined
  return {
    message: `${code} is ignored without a reason.`,
    hint: 'Say why, for whoever reads it next.',
  }
}

/** Refuses switches that mean nothing or have no reason. */
export function checkIgnore(ignore: unknown): void {
  if (ignore === undefined) return
  if (!isAttrs(ignore)) {
    throw problem({
      code: 'bad-ignore',
      message: 'What is ignored is no set.',
      valuePath: ['ignore'],
      hint: "Write: ignore: { 'password-login': 'Reachable from the lab alone.' }",
    })
  }
  for (const [code, reason] of Object.entries(ignore)) {
    const wrong = ignoreProblem(code, reason)
    if (wrong !== undefined) throw problem({ code: 'bad-ignore', valuePath: ['ignore', code], ...wrong })
  }
}
