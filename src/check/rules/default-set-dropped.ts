import { isAttrs } from '../../modules/plain.ts'
import { isProperty, priorities } from '../../modules/properties.ts'
import type { HostRule } from './rule.ts'

/** Types whose definitions join name by name. */
const joined = new Set(['attrsOf', 'lazyAttrsOf', 'attrs', 'anything', 'submodule'])

export const defaultSetDropped: HostRule = {
  code: 'default-set-dropped',
  severity: 'warning',
  about: '`mkDefault` around a whole set, of which one plain definition leaves nothing',
  *check(host) {
    for (const { path, option, definitions } of host.defined()) {
      if (!joined.has(option.type.name) || (definitions.length < 2 && !isProperty(definitions[0]?.value)))
        continue
      const all = host.allDefinitions(path)
      const winners = all.filter(({ state, priority }) => state === 'counts' && priority === priorities.plain)
      const names = new Set(winners.flatMap(({ value }) => (isSet(value) ? Object.keys(value) : [])))
      if (names.size === 0) continue
      for (const { state, priority, value } of all) {
        if (state !== 'overridden' || priority !== priorities.default || !isSet(value)) continue
        const dropped = Object.keys(value).filter((name) => !names.has(name))
        if (dropped.length === 0) continue
        yield {
          message: `mkDefault stands around the whole set ${path.join('.')}: another definition says ${[...names].slice(0, 2).join(' and ')} of it, and ${dropped.slice(0, 3).join(', ')} ${dropped.length === 1 ? 'is' : 'are'} gone.`,
          hint: 'Put mkDefault around each value: the set merges then.',
          path,
          at: host.atOverridden(path),
        }
        break
      }
    }
  },
}

function isSet(value: unknown): value is object {
  return isAttrs(value) && !isProperty(value)
}
