import { expect, it } from 'vitest'
import type { OptionType } from '../option-type.ts'
import { t } from './index.ts'

const label = 'a'.repeat(63)

/** What a type takes, and what it refuses. */
const cases: readonly (readonly [string, OptionType, readonly string[], readonly string[]])[] = [
  ['ipv4Address', t.ipv4Address, ['0.0.0.0', '255.249.199.9'], ['256.0.0.1', '1.2.3', '1.2.3.4.5', '::1']],
  [
    'ipv6Address',
    t.ipv6Address,
    ['::', '::1', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7::', '::ffff:192.0.2.1', '1:2:3:4:5:6:192.0.2.1'],
    [
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1:2:3:4::5:6:7:8',
      '1::2::3',
      '12345::',
      '1:2:3:4:5:6:7:192.0.2.1',
      '',
    ],
  ],
  ['ipAddress', t.ipAddress, ['192.0.2.1', '2001:db8::1'], ['example.org', '']],
  [
    'cidr',
    t.cidr,
    ['0.0.0.0/0', '192.0.2.1/32', '::/0', '2001:db8::1/128'],
    ['192.0.2.1', '192.0.2.1/33', '2001:db8::/129', 'x/8'],
  ],
  [
    'macAddress',
    t.macAddress,
    ['02:00:5e:10:00:01'],
    ['02:00:5e:10:00', '02-00-5e-10-00-01', '0g:00:5e:10:00:01'],
  ],
  ['hostName', t.hostName, ['a', label, 'web-1'], ['', `${label}a`, '-a', 'a-', 'a.b']],
  [
    'domainName',
    t.domainName,
    ['a', 'a.b-c.d', [label, label, label, 'a'.repeat(61)].join('.')],
    ['a.', '.a', 'a..b', [label, label, label, 'a'.repeat(62)].join('.')],
  ],
  ['url', t.url, ['https://example.org/', 'mailto:a@b'], ['example.org', '']],
  ['email', t.email, ['a@b'], ['a', 'a@', 'a b@c', 'a@b@c']],
  ['duration', t.duration, ['5', '5min', '1h 30min', '0.5s', '20 µs'], ['', 'min', '1h 30', '-5s']],
]

it.each(cases)('%s takes and refuses', (_, type, taken, refused) => {
  const takes = (value: unknown) => type.check(value, { deferred: 'refused' })
  expect(taken.filter((value) => !takes(value))).toEqual([])
  expect([...refused, 5, null].filter(takes)).toEqual([])
})
