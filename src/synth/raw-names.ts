import { staticName } from '../nix/parse/static-names.ts'
import { type FreeVariable, freeVariables } from '../nix/parse/variables.ts'
import type { AttrKey, Expression } from '../nix/syntax.ts'
import { visitChildrenFirst } from '../nix/traverse.ts'

/** What an expression of Nix names. */
export interface RawNames {
  readonly free: readonly FreeVariable[]
  /** The arguments that it takes by name, where it is a function. */
  readonly taken: ReadonlySet<string>
  /** What is selected from `inputs`; `*` where that cannot be told. */
  readonly inputs: ReadonlySet<string>
  /** Relative paths, but for those that are put together. */
  readonly paths: ReadonlySet<string>
}

/** What the expression names, those parts left out of which `counts` says that they do not count. */
export function readNames(root: Expression, counts: (node: object) => boolean = () => true): RawNames {
  const inputs = new Set<string>()
  const paths = new Set<string>()
  const bare = new Set<Expression>()
  const select = (from: Expression | undefined, keys: readonly (AttrKey | undefined)[]): void => {
    if (from === undefined || !bare.delete(from)) return
    for (const key of keys) inputs.add((key && staticName(key)) ?? '*')
  }
  visitChildrenFirst(root, (node) => {
    if (node.kind === 'identifier') {
      if (node.name === 'inputs' && counts(node)) bare.add(node)
    } else if (node.kind === 'path') {
      const [part, ...others] = node.parts
      if (others.length === 0 && part?.kind === 'text' && /^\.{1,2}\//.test(part.text)) paths.add(part.text)
    } else if (node.kind === 'select' || node.kind === 'hasAttr') select(node.expression, [node.path[0]])
    else if (node.kind === 'attrSet' || node.kind === 'let') {
      for (const binding of node.bindings) {
        if (binding.kind !== 'inherit') continue
        select(binding.from, binding.names)
        if (!binding.from && binding.names.some((each) => each.name === 'inputs' && counts(each)))
          inputs.add('*')
      }
    }
  })
  if (bare.size > 0) inputs.add('*')
  const free = freeVariables(root).filter(({ node }) => counts(node))
  return { free, taken: takenNames(root), inputs, paths }
}

/** `{ a, b, ... }: …` takes `a` and `b`; `args: …` and `{ ... }@args: …` take what they select from `args`. */
function takenNames(root: Expression): ReadonlySet<string> {
  const taken = new Set<string>()
  let node = root
  while (node.kind === 'parens' || node.kind === 'let' || node.kind === 'with')
    node = node.kind === 'parens' ? node.expression : node.body
  if (node.kind !== 'lambda') return taken
  const { parameter } = node
  if (parameter.kind === 'formals') for (const { name } of parameter.formals) taken.add(name)
  const whole = parameter.kind === 'formals' ? parameter.as?.name : parameter.name
  visitChildrenFirst(node.body, (inner) => {
    if (inner.kind !== 'select' || inner.expression.kind !== 'identifier') return
    const name = inner.expression.name === whole ? staticName(inner.path[0]!) : undefined
    if (name !== undefined) taken.add(name)
  })
  return taken
}
