import { attrsOf, attrsOfMap } from '../attrs.ts'
import { applying, call, call2 } from '../call.ts'
import { lessThan } from '../compare.ts'
import { concatLists } from '../compile/operators.ts'
import { equal } from '../equal.ts'
import { NixError } from '../errors.ts'
import { expectBool, expectFunction, expectInt, expectList, expectPlainString } from '../expect.ts'
import { force } from '../force.ts'
import { mergeSorted } from '../merge-sort.ts'
import { known, type SymbolId, symbol } from '../symbols.ts'
import { isFunction, type List, PrimOp, type Slot, Thunk, type Value } from '../values.ts'

const first = (name: string): string => `while evaluating the first argument passed to builtins.${name}`
const second = (name: string): string => `while evaluating the second argument passed to builtins.${name}`

function elemAt(list: Slot, index: Slot): Value {
  const at = expectInt(index, "while evaluating the second argument passed to 'builtins.elemAt'")
  const items = expectList(list, "while evaluating the first argument passed to 'builtins.elemAt'")
  if (at < 0 || at >= items.length)
    throw new NixError('eval', `'builtins.elemAt' called with index ${at} on a list of size ${items.length}`)
  return force(items[Number(at)]!)
}

function filled(list: Slot, name: string): List {
  const items = expectList(list, `while evaluating the first argument passed to 'builtins.${name}'`)
  if (items.length === 0) throw new NixError('eval', `'builtins.${name}' called on an empty list`)
  return items
}

function map(callee: Slot, list: Slot): Value {
  const items = expectList(list, second('map'))
  if (items.length === 0) return items
  const code = applying(expectFunction(callee, first('map')))
  const result = new Array<Slot>(items.length)
  for (let index = 0; index < items.length; index++) result[index] = new Thunk(code, items[index])
  return result
}

function filter(callee: Slot, list: Slot): Value {
  const items = expectList(list, second('filter'))
  if (items.length === 0) return items
  const predicate = expectFunction(callee, first('filter'))
  const why = 'while evaluating the return value of the filtering function passed to builtins.filter'
  const kept: Slot[] = []
  for (const item of items) if (expectBool(call(predicate, item, 0), why)) kept.push(item)
  return kept.length === items.length ? items : kept
}

function elem(wanted: Slot, list: Slot): Value {
  const items = expectList(list, second('elem'))
  for (const item of items) if (wanted === item || equal(force(wanted), force(item))) return true
  return false
}

function concat(list: Slot): Value {
  const lists = expectList(list, first('concatLists'))
  const why = 'while evaluating a value of the list passed to builtins.concatLists'
  return concatLists(lists.map((inner) => expectList(inner, why)))
}

function fold(callee: Slot, start: Slot, list: Slot): Value {
  const combine = expectFunction(callee, first('foldlStrict'))
  const items = expectList(list, 'while evaluating the third argument passed to builtins.foldlStrict')
  let result: Slot = start
  for (const item of items) result = call2(combine, result, item, 0)
  return force(result)
}

function anyOrAll(name: 'any' | 'all'): PrimOp {
  const wanted = name === 'any'
  const why = `while evaluating the return value of the function passed to builtins.${name}`
  return new PrimOp(name, 2, (callee: Slot, list: Slot) => {
    const predicate = expectFunction(callee, first(name))
    for (const item of expectList(list, second(name)))
      if (expectBool(call(predicate, item, 0), why) === wanted) return wanted
    return !wanted
  })
}

function genList(callee: Slot, length: Slot): Value {
  const size = expectInt(length, second('genList'))
  if (size < 0) throw new NixError('eval', `cannot create list of size ${size}`)
  const code = applying(expectFunction(callee, first('genList')))
  const list = new Array<Slot>(Number(size))
  for (let index = 0; index < list.length; index++) list[index] = new Thunk(code, index)
  return list
}

function sort(callee: Slot, list: Slot): Value {
  const items = expectList(list, second('sort'))
  if (items.length === 0) return items
  const comparator = expectFunction(callee, first('sort'))
  const sorted = items.map((item) => force(item))
  if (comparator instanceof PrimOp && comparator.name === 'lessThan') {
    if (sorted.every((value) => typeof value === 'number')) return [...Float64Array.from(sorted).sort()]
    const why = 'while evaluating the ordering function passed to builtins.sort'
    mergeSorted(sorted, (a, b) => lessThan(a, b, why))
  } else {
    const why = 'while evaluating the return value of the sorting function passed to builtins.sort'
    mergeSorted(sorted, (a, b) => expectBool(call2(comparator, a, b, 0), why))
  }
  return sorted
}

function partition(callee: Slot, list: Slot): Value {
  const predicate = expectFunction(callee, first('partition'))
  const why = 'while evaluating the return value of the partition function passed to builtins.partition'
  const right: Slot[] = []
  const wrong: Slot[] = []
  for (const item of expectList(list, second('partition'))) {
    force(item)
    const target = expectBool(call(predicate, item, 0), why) ? right : wrong
    target.push(item)
  }
  return attrsOf([
    { name: known.right, value: right },
    { name: known.wrong, value: wrong },
  ])
}

function groupBy(callee: Slot, list: Slot): Value {
  const key = expectFunction(callee, first('groupBy'))
  const why = 'while evaluating the return value of the grouping function passed to builtins.groupBy'
  const groups = new Map<SymbolId, Slot[]>()
  for (const item of expectList(list, second('groupBy'))) {
    const name = symbol(expectPlainString(call(key, item, 0), why))
    const group = groups.get(name)
    if (group) group.push(item)
    else groups.set(name, [item])
  }
  return attrsOfMap(groups, (group) => group)
}

function concatMap(callee: Slot, list: Slot): Value {
  const produce = expectFunction(callee, first('concatMap'))
  const why = 'while evaluating the return value of the function passed to builtins.concatMap'
  const place = isFunction(produce) && 'code' in produce ? produce.code.place : 0
  const items = expectList(list, second('concatMap'))
  const lists = new Array<List>(items.length)
  for (let index = 0; index < items.length; index++)
    lists[index] = expectList(call(produce, items[index]!, 0), why, place)
  return concatLists(lists)
}

/** Lists. */
export const listBuiltins: readonly PrimOp[] = [
  new PrimOp('elemAt', 2, elemAt),
  new PrimOp('head', 1, (list: Slot) => force(filled(list, 'head')[0]!)),
  new PrimOp('tail', 1, (list: Slot) => filled(list, 'tail').slice(1)),
  new PrimOp('map', 2, map),
  new PrimOp('filter', 2, filter),
  new PrimOp('elem', 2, elem),
  new PrimOp('concatLists', 1, concat),
  new PrimOp('length', 1, (list: Slot) => expectList(list, first('length')).length),
  new PrimOp("foldl'", 3, fold),
  anyOrAll('any'),
  anyOrAll('all'),
  new PrimOp('genList', 2, genList),
  new PrimOp('sort', 2, sort),
  new PrimOp('partition', 2, partition),
  new PrimOp('groupBy', 2, groupBy),
  new PrimOp('concatMap', 2, concatMap),
]
