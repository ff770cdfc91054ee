/**
 * Sorts in place, stable, by merging runs that are in order already. Any comparator ends: one that contradicts itself
 * gives some order, and no error.
 */
export function mergeSorted<T>(items: T[], less: (a: T, b: T) => boolean): void {
  if (items.length < 2) return
  const sorted = mergeSort(items, 0, items.length, less)
  for (let index = 0; index < items.length; index++) items[index] = sorted[index]!
}

function mergeSort<T>(items: readonly T[], from: number, to: number, less: (a: T, b: T) => boolean): T[] {
  if (to - from <= insertion) return insertionSort(items.slice(from, to), less)
  const middle = (from + to) >> 1
  const left = mergeSort(items, from, middle, less)
  const right = mergeSort(items, middle, to, less)
  if (!less(right[0]!, left[left.length - 1]!)) return left.concat(right)
  const result = new Array<T>(to - from)
  let i = 0
  let j = 0
  for (let index = 0; index < result.length; index++) {
    const takeRight = i === left.length || (j < right.length && less(right[j]!, left[i]!))
    result[index] = takeRight ? right[j++]! : left[i++]!
  }
  return result
}

const insertion = 6

function insertionSort<T>(items: T[], less: (a: T, b: T) => boolean): T[] {
  for (let index = 1; index < items.length; index++) {
    const item = items[index]!
    let at = index
    while (at > 0 && less(item, items[at - 1]!)) {
      items[at] = items[at - 1]!
      at--
    }
    items[at] = item
  }
  return items
}
