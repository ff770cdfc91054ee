import type { OptionType } from '../option-type.ts'
import { defineType } from './define.ts'
import { mergeEqual } from './merge-rules.ts'

function text(
  name: string,
  description: string,
  accept: (text: string) => boolean,
): OptionType<string, string> {
  return defineType({
    name,
    description,
    phrase: 'noun',
    check: (value) => typeof value === 'string' && accept(value),
    merge: mergeEqual,
  })
}

const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/

function isIpv6(address: string): boolean {
  const halves = address.split('::')
  if (halves.length > 2) return false
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const all = groups.flat()
  const last = all.at(-1)
  const embedded = last !== undefined && ipv4.test(last)
  const plain = embedded ? all.slice(0, -1) : all
  const count = plain.length + (embedded ? 2 : 0)
  if (!plain.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false
  return halves.length === 2 ? count < 8 : count === 8
}

function isCidr(value: string): boolean {
  const match = /^(.*)\/(\d{1,3})$/.exec(value)
  if (match === null) return false
  const length = Number(match[2])
  return ipv4.test(match[1]!) ? length <= 32 : isIpv6(match[1]!) && length <= 128
}

const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'
const hostNamePattern = new RegExp(`^${label}$`)
const domainPattern = new RegExp(`^(?=.{1,253}$)${label}(?:\\.${label})*$`)

export const ipv4Address: OptionType<string, string> = text(
  'ipv4Address',
  'IPv4 address, such as 192.0.2.1',
  (value) => ipv4.test(value),
)
export const ipv6Address: OptionType<string, string> = text(
  'ipv6Address',
  'IPv6 address, such as 2001:db8::1',
  isIpv6,
)
export const ipAddress: OptionType<string, string> = text(
  'ipAddress',
  'IP address, such as 192.0.2.1 or 2001:db8::1',
  (value) => ipv4.test(value) || isIpv6(value),
)
export const cidr: OptionType<string, string> = text(
  'cidr',
  'network in CIDR notation, such as 192.0.2.0/24 or 2001:db8::/32',
  isCidr,
)
export const macAddress: OptionType<string, string> = text(
  'macAddress',
  'MAC address, such as 02:00:5e:10:00:01',
  (value) => /^[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}$/.test(value),
)
export const hostName: OptionType<string, string> = text(
  'hostName',
  'host name without domain: letters, digits and hyphens, at most 63',
  (value) => hostNamePattern.test(value),
)
export const domainName: OptionType<string, string> = text(
  'domainName',
  'domain name, such as example.org',
  (value) => domainPattern.test(value),
)
export const url: OptionType<string, string> = text('url', 'URL, such as https://example.org/', (value) =>
  URL.canParse(value),
)
export const email: OptionType<string, string> = text(
  'email',
  'mail address, such as ops@example.org',
  (value) => /^[^@\s]+@[^@\s]+$/.test(value),
)
/** A time span as systemd reads it. */
export const duration: OptionType<string, string> = text(
  'duration',
  'time span of systemd, such as 5min or 1h 30min',
  (value) => /^\d+(?:\.\d+)?\s*[a-zµ]*(?:\s+\d+(?:\.\d+)?\s*[a-zµ]+)*$/.test(value) && value !== '',
)
