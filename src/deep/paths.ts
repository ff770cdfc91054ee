/** Whether a path is another, or lies below it. */
export function isBelow(path: readonly string[], above: readonly string[]): boolean {
  return above.length <= path.length && above.every((name, index) => path[index] === name)
}
