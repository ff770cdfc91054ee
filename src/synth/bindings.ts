import { assign, attrs } from '../nix/build.ts'
import type { Annotated, Binding } from '../nix/syntax.ts'

/** `name = { … };`, or `name.a = …;` where the set would hold one thing. */
export function assignSet(name: string, bindings: readonly Binding[]): Binding {
  const [only] = bindings
  if (bindings.length === 1 && only?.kind === 'assignment') return assign([name, ...only.path], only.value)
  return assign(name, attrs(bindings))
}

const blankLine = Object.freeze({ kind: 'blankLine' } as const)

/** Sets bindings apart where one of two neighbours takes several lines. */
export function withBlankLines(bindings: readonly Binding[]): readonly Binding[] {
  return bindings.map((binding, index) => {
    const before = bindings[index - 1]
    if (before === undefined || !(isTall(before) || isTall(binding))) return binding
    return { ...binding, before: [blankLine, ...(binding.before ?? [])] }
  })
}

function isTall(binding: Binding & Annotated): boolean {
  if (binding.before !== undefined) return true
  if (binding.kind === 'inherit') return false
  let value = binding.value
  for (;;) {
    if (value.kind === 'apply') value = value.argument
    else if (value.kind === 'lambda') value = value.body
    else if (value.kind === 'select') value = value.expression
    else break
  }
  if (value.kind === 'attrSet') return value.bindings.length > 0
  if (value.kind === 'list') return value.elements.length > 1
  return value.kind === 'indentedString' || value.kind === 'let'
}
