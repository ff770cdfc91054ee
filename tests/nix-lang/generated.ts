const leaves =
  '1|2|0|1.5|"s"|"t u"|true|false|null|[ ]|{ }|a|b|x|./p|9223372036854775807|"a.1-b2"|{ a = 1; }|[ 1 2 ]'.split(
    '|',
  )
const operators = '+ - * / ++ // == != < <= > >= && || ->'.split(' ')
const unary =
  'toString length head tail attrNames attrValues typeOf isInt stringLength toJSON tryEval concatLists ceil floor splitVersion parseDrvName functionArgs listToAttrs fromJSON toXML'.split(
    ' ',
  )
const binary =
  'map filter elem elemAt sort any all concatMap genList add sub mul div lessThan seq deepSeq hasAttr getAttr removeAttrs intersectAttrs mapAttrs catAttrs match split compareVersions concatStringsSep bitAnd partition groupBy zipAttrsWith'.split(
    ' ',
  )

/** Programs of Nix, most of them wrong: the same ones for the same seed. */
export function generatePrograms(seed: number, count: number): readonly string[] {
  let state = seed
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * limit)
  }
  const pick = (words: readonly string[]): string => words[below(words.length)]!
  const name = (): string => pick(['a', 'b', 'x'])
  const make = (depth: number): string => {
    if (depth === 0) return pick(leaves)
    const inner = (): string => make(depth - 1)
    const forms: readonly (() => string)[] = [
      () => `(${inner()} ${pick(operators)} ${inner()})`,
      () => `(if ${inner()} then ${inner()} else ${inner()})`,
      () => `(let ${name()} = ${inner()}; in ${inner()})`,
      () => `((${name()}: ${inner()}) ${inner()})`,
      () => `(({ a ? ${inner()}, b ? 2, ... }@x: ${inner()}) ${inner()})`,
      () => `{ a = ${inner()}; b.c = ${inner()}; }`,
      () => `rec { a = ${inner()}; b = ${inner()}; x = ${inner()}; }`,
      () => `[ ${inner()} ${inner()} ]`,
      () => `((${inner()}).${pick(['a', 'b.c'])} or ${inner()})`,
      () => `(${inner()} ? ${pick(['a', 'b.c'])})`,
      () => `"p\${${inner()}}q"`,
      () => `(with ${inner()}; ${inner()})`,
      () => `(!${inner()})`,
      () => `(-${inner()})`,
      () => `(builtins.${pick(unary)} ${inner()})`,
      () => `(builtins.${pick(binary)} ${inner()} ${inner()})`,
      () => `(builtins.foldl' ${inner()} ${inner()} ${inner()})`,
      () => `(assert ${inner()}; ${inner()})`,
    ]
    return forms[below(forms.length)]!()
  }
  return Array.from(
    { length: count },
    () => `let a = ${make(1)}; b = ${make(1)}; x = ${make(2)}; in ${make(3)}`,
  )
}
