import { emptyNode, type FactNode } from '../../src/catalog/facts.ts'
import type { Struct } from '../../src/catalog/struct.ts'
import { posixRegExp } from '../../src/modules/types/posix-regexp.ts'
import type { Expr } from '../module-system/neutral.ts'
import type { Random } from './random.ts'

const texts = [
  'alpha',
  'b',
  'two words',
  '',
  'a"b\\c',
  'x:y',
  'line\nline',
  'ends\n',
  '${alpha}',
  '/etc/x',
  '12',
]
const keys = ['alpha', 'beta', 'b.c', 'x y']

/** Texts that one or another pattern of NixOS takes. */
const patterned = [
  ...[
    'alpha',
    'a',
    '1',
    '0',
    '12',
    '1G',
    '10s',
    '5m',
    '10%',
    '/dev/sda',
    '00:11:22:33:44:55',
    '0755',
    '755',
    'u=rw',
  ],
  ...[
    'a@b.org',
    'example.org',
    '1.2.3',
    '192.168.1.1',
    '10.0.0.0/24',
    '::1',
    '12:34',
    'alpha=beta',
    'tcp://a:1',
    'A',
  ],
  ...[
    'deadbeef',
    '0x1f',
    '1.5',
    '+1',
    '-1',
    'weekly',
    'http://a.org',
    'unix:/run/a',
    '/nix/store',
    'alpha.service',
  ],
  ...[
    '#ff0000',
    'ff0000',
    'de_DE.UTF-8/UTF-8',
    '26.05',
    'alpha-beta',
    'pci-1',
    'PCI:1:0:0',
    '1:2:3',
    '/a/b/',
    'a/b',
  ],
]

/** A value that a type may take; where the type says too little, one that it might take. */
export function drawRight(struct: Struct, node: FactNode, random: Random, depth = 3): Expr {
  const draw = (inner: Struct | undefined, below: FactNode = emptyNode): Expr =>
    inner === undefined || depth === 0 ? random.pick(texts) : drawRight(inner, below, random, depth - 1)
  const each = node.each ?? emptyNode
  const { t, desc = '' } = struct
  switch (t) {
    case 'bool':
      return random.oneIn(2)
    case 'int':
    case 'signedInt16':
    case 'signedInt32':
      return random.pick([0, 1, -1, 42, 70000 % 32768])
    case 'unsignedInt':
      return random.pick([0, 1, 99999])
    case 'positiveInt':
    case 'nonzeroInt':
      return random.pick([1, 2, 4096])
    case 'unsignedInt8':
      return random.pick([0, 255])
    case 'unsignedInt16':
      return random.pick([0, 80, 65535])
    case 'unsignedInt32':
      return random.pick([0, 4294967295])
    case 'float':
    case 'nonnegativeFloat':
      return random.pick([0.5, 1.25, 3])
    case 'numberNonnegative':
    case 'numberPositive':
      return random.pick([0.5, 7])
    case 'intBetween':
    case 'numberBetween': {
      const [low = 0, high = 1] = [...desc.matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number))
      return random.pick([low, high])
    }
    case 'path':
    case 'absolutePath':
      return random.pick(['/etc/x', '/', '/a b'])
    case 'package':
      return { $nix: 'pkgs.hello' }
    case 'enum':
      return random.pick(struct.values ?? [])
    case 'nullOr':
      return random.oneIn(4) ? null : draw(struct.elem, node)
    case 'unique':
      return draw(struct.elem, node)
    case 'listOf':
      return Array.from({ length: random.below(3) }, () => draw(struct.elem, each))
    case 'attrsOf':
    case 'lazyAttrsOf':
    case 'dagOf': {
      const names = random.shuffled(keys).slice(0, random.below(3))
      return Object.fromEntries(
        names.map((name) => [name, draw(struct.elem ?? struct.nested?.elemType, each)]),
      )
    }
    case 'oneOf':
      return draw(random.pick(struct.of ?? []), node)
    case 'coercedTo':
      return random.oneIn(2) ? draw(struct.from) : draw(struct.to, node)
    case 'functionTo':
      return { $nix: '_: { }' }
    case 'submodule':
      return drawSubmodule(struct, node, random, depth)
    case 'attrTag': {
      const tag = random.pick(struct.tags ?? [])
      const option = node.child(tag)?.option
      return { [tag]: option ? draw(option.struct, node.child(tag)!) : '' }
    }
    case 'attrs':
      return random.pick<Expr>([{}, { alpha: 1 }, { alpha: { beta: [true] } }])
    case 'unspecified':
    case 'anything':
    case 'raw':
    case 'format':
    case '...':
      return random.pick<Expr>([{}, 1, 'alpha', [1, 'a'], { alpha: { beta: true } }, null, 1.5])
    case 'systemd option':
      return random.pick<Expr>(['alpha', 3, true, ['a', 'b']])
  }
  if (t.startsWith('strMatching ')) return drawMatching(desc, random)
  return random.pick(texts)
}

function drawMatching(desc: string, random: Random): Expr {
  const [, pattern] = /^string matching the pattern (.*)$/s.exec(desc) ?? []
  try {
    const compiled = posixRegExp(pattern ?? '')
    return random.pick(patterned.filter((text) => compiled.test(text)))
  } catch {
    return random.pick(patterned)
  }
}

function drawSubmodule(struct: Struct, node: FactNode, random: Random, depth: number): Expr {
  const options = node.names().flatMap((name) => {
    const child = node.child(name)!
    return child.option && !child.option.readOnly ? [{ name, option: child.option, child }] : []
  })
  const chosen = random.shuffled(options).slice(0, 1 + random.below(2))
  const said = chosen.map(({ name, option, child }): [string, Expr] => [
    name,
    depth === 0 ? 'alpha' : drawRight(option.struct, child, random, depth - 1),
  ])
  if (struct.freeform && random.oneIn(2)) {
    const free = struct.freeform.elem ?? struct.freeform
    said.push(['freeName', depth === 0 ? 'alpha' : drawRight(free, emptyNode, random, depth - 1)])
  }
  return Object.fromEntries(said)
}

const strange: readonly Expr[] = [
  ...[true, 'maybe', '', 3, 2.5, null, -1, 65536, 256, 99999999999, 'relative/path', '/an/absolute/path'],
  ...[
    [],
    {},
    ['x'],
    [1],
    [[]],
    [null],
    { alpha: 1 },
    { alpha: { beta: {} } },
    'a:b',
    'a\nb',
    ' ',
    '12',
    'yes',
  ],
]

/** A value near a right one, that is most often wrong: who knows is NixOS. */
export function drawStrange(right: Expr, struct: Struct, random: Random): Expr {
  if (Array.isArray(right) && random.oneIn(2)) {
    const extra = random.pick(strange)
    const kept = [...(right as readonly Expr[])]
    kept.splice(random.below(kept.length + 1), random.below(2), extra)
    return kept
  }
  if (right !== null && typeof right === 'object' && !Array.isArray(right) && !('$nix' in right)) {
    const set = right as { readonly [name: string]: Expr }
    const names = Object.keys(set)
    if (names.length > 0 && !random.oneIn(4)) {
      const name = random.pick(names)
      const value = set[name]!
      if (random.oneIn(2)) return { ...set, [name]: drawStrange(value, inside(struct), random) }
      const { [name]: _, ...others } = set
      return { ...others, [misspelt(name, random)]: value }
    }
  }
  if (typeof right === 'number' && random.oneIn(2)) {
    return random.pick([right - 1, right + 1, right + 0.5, -right, String(right)])
  }
  if (struct.t === 'enum' && typeof right === 'string' && random.oneIn(2)) return misspelt(right, random)
  return random.pick(strange)
}

function inside(struct: Struct): Struct {
  return struct.elem ?? { t: '...' }
}

/** Nearly the same name. */
export function misspelt(name: string, random: Random): string {
  const at = random.below(Math.max(1, name.length))
  switch (random.below(4)) {
    case 0:
      return `${name}s`
    case 1:
      return name.slice(0, at) + name.slice(at + 1) || 'x'
    case 2:
      return `${name.slice(0, at)}x${name.slice(at)}`
    default:
      return name.toUpperCase() === name ? `${name}x` : name.toUpperCase()
  }
}
