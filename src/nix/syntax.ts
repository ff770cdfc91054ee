/**
 * The Nix language as data. Every node is a plain frozen object with a `kind`, so a tree can be compared,
 * stored and walked without knowing who made it. `build.ts` has the constructors that check what they are given.
 *
 * Two things are in the tree only so that a parser can keep what a person wrote: what stands around tokens (comments
 * and blank lines) and spelling (`source`, `parens`, `multiline`). A tree that was built leaves them out, and the
 * printer decides.
 */

/**
 * What stands between tokens and means nothing to Nix. A `comment` is all that follows `#` on its line. `disable` and
 * `enable` are the comments that keep the formatter off the lines between them, `raw`, which may reach to the end of
 * the file.
 */
export type Trivium =
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'blockComment'; readonly lines: readonly string[]; readonly doc: boolean }
  | { readonly kind: 'languageAnnotation'; readonly language: string }
  | { readonly kind: 'blankLine' }
  | { readonly kind: 'disable' }
  | { readonly kind: 'enable'; readonly raw?: string }
  | { readonly kind: 'disabledToEnd'; readonly raw: string }

/** What stands around a token: `before` on lines of its own, `after` is the comment on the rest of its line. */
export interface Around {
  readonly before?: readonly Trivium[]
  readonly after?: string
}

/** The tokens of a node, by how they are written; `self` is the one of a node that is one token. */
export type TokenName =
  | 'self'
  | 'operator'
  | '.'
  | ','
  | ':'
  | ';'
  | '='
  | '?'
  | '@'
  | '...'
  | '('
  | ')'
  | '['
  | ']'
  | '{'
  | '}'
  | 'as'
  | 'assert'
  | 'else'
  | 'if'
  | 'in'
  | 'inherit'
  | 'let'
  | 'or'
  | 'rec'
  | 'then'
  | 'with'

/** What stands around the tokens of a node that are not those of its children; a bare token is left out. */
export interface Annotated {
  readonly around?: Readonly<Partial<Record<TokenName, Around>>>
}

/** What has brackets: `last` holds the comments between the last entry and the closing bracket. */
export interface Bracketed {
  readonly last?: readonly Trivium[]
  /** The brackets were on different lines in the source, and stay so. */
  readonly multiline?: boolean
}

/** A variable. `null`, `true` and `false` are variables too, as far as the syntax is concerned. */
export interface Identifier extends Annotated {
  readonly kind: 'identifier'
  readonly name: string
}

/** 0 to 2^63 - 1: the language has no negative literals, `-1` is an operator and a literal. */
export interface Int extends Annotated {
  readonly kind: 'int'
  readonly value: bigint
  readonly source?: string
}

/** Finite, not negative, not subnormal: Nix reads nothing else. */
export interface Float extends Annotated {
  readonly kind: 'float'
  readonly value: number
  readonly source?: string
}

/** Text between interpolations: what it means, and where a parser kept it, how it was written. */
export interface TextPart {
  readonly kind: 'text'
  readonly text: string
  readonly source?: string
}

/** `${…}` in a string, a path or an attribute path. */
export interface Interpolation extends Annotated {
  readonly kind: 'interpolation'
  /** Comments before the closing brace. */
  readonly last?: readonly Trivium[]
  readonly expression: Expression
}

export type StringPart = TextPart | Interpolation

/** `"…"`. */
export interface StringLiteral extends Annotated {
  readonly kind: 'string'
  readonly parts: readonly StringPart[]
}

/** `''…''`. The text is what the string means, its indentation taken away. */
export interface IndentedString extends Annotated {
  readonly kind: 'indentedString'
  readonly parts: readonly StringPart[]
  /** A region that is not to be formatted cuts through the string: all of it stays indented as it was, by this. */
  readonly cut?: string
}

/** `./a`, `../a/${b}`, `/etc/nixos`, `~/a`. */
export interface Path extends Annotated {
  readonly kind: 'path'
  readonly parts: readonly StringPart[]
}

/** `<nixpkgs/lib>`. */
export interface SearchPath extends Annotated {
  readonly kind: 'searchPath'
  readonly path: string
}

/** A name in an attribute path, printed in quotes where it is no identifier, or as `quoted` has it from the source. */
export interface Name extends Annotated {
  readonly kind: 'name'
  readonly name: string
  readonly quoted?: boolean
  /** How it is written where that is neither of the two. */
  readonly source?: string
}

/** `a`, `"a b"`, `"a${b}"` or `${a}`. */
export type AttrKey = Name | StringLiteral | Interpolation

export interface Select extends Annotated {
  readonly kind: 'select'
  readonly expression: Expression
  readonly path: readonly AttrKey[]
  /** `a.b or fallback`. */
  readonly fallback?: Expression
  /** It is `let { … }`, an old way to say `(rec { … }).body`. */
  readonly oldLet?: boolean
}

/** `a ? b.c`. */
export interface HasAttr extends Annotated {
  readonly kind: 'hasAttr'
  readonly expression: Expression
  readonly path: readonly AttrKey[]
}

/** `callee argument`: functions of several arguments are applied one by one. */
export interface Apply extends Annotated {
  readonly kind: 'apply'
  readonly callee: Expression
  readonly argument: Expression
}

export interface Formal extends Annotated {
  readonly kind: 'formal'
  readonly name: string
  readonly fallback?: Expression
}

/** `{ a, b ? 1, ... }@args` or `args@{ … }`. */
export interface Formals extends Annotated, Bracketed {
  readonly kind: 'formals'
  readonly formals: readonly Formal[]
  readonly ellipsis: boolean
  readonly as?: { readonly name: string; readonly side: 'before' | 'after' }
}

export interface Lambda extends Annotated {
  readonly kind: 'lambda'
  readonly parameter: Identifier | Formals
  readonly body: Expression
  /** The body of a function of formals starts on a line of its own, even where it would fit behind the colon. */
  readonly bodyBelow?: boolean
}

/** `path = value;` */
export interface Assignment extends Annotated {
  readonly kind: 'assignment'
  /** What stands above it. */
  readonly before?: readonly Trivium[]
  readonly path: readonly AttrKey[]
  readonly value: Expression
}

/** `inherit a b;` or `inherit (from) a b;` */
export interface Inherit extends Annotated {
  readonly kind: 'inherit'
  /** What stands above it. */
  readonly before?: readonly Trivium[]
  readonly from?: Expression
  readonly names: readonly Name[]
  readonly multiline?: boolean
}

export type Binding = Assignment | Inherit

export interface AttrSet extends Annotated, Bracketed {
  readonly kind: 'attrSet'
  readonly recursive: boolean
  readonly bindings: readonly Binding[]
}

export interface List extends Annotated, Bracketed {
  readonly kind: 'list'
  readonly elements: readonly Expression[]
  /** What stands above each of the elements. */
  readonly above?: readonly (readonly Trivium[])[]
}

export interface Let extends Annotated {
  readonly kind: 'let'
  readonly bindings: readonly Binding[]
  /** Comments between the last binding and `in`. */
  readonly last?: readonly Trivium[]
  readonly body: Expression
}

export interface With extends Annotated {
  readonly kind: 'with'
  readonly scope: Expression
  readonly body: Expression
}

export interface Assert extends Annotated {
  readonly kind: 'assert'
  readonly condition: Expression
  readonly body: Expression
}

export interface If extends Annotated {
  readonly kind: 'if'
  readonly condition: Expression
  readonly consequent: Expression
  readonly alternative: Expression
}

export type UnaryOperator = '!' | '-'

export interface Unary extends Annotated {
  readonly kind: 'unary'
  readonly operator: UnaryOperator
  readonly operand: Expression
}

export type BinaryOperator =
  | '++'
  | '*'
  | '/'
  | '+'
  | '-'
  | '//'
  | '<'
  | '<='
  | '>'
  | '>='
  | '=='
  | '!='
  | '&&'
  | '||'
  | '->'
  | '|>'
  | '<|'

/** `a |> f` and `f <| a` are `f a`. */
export interface Binary extends Annotated {
  readonly kind: 'binary'
  readonly operator: BinaryOperator
  readonly left: Expression
  readonly right: Expression
}

/** Parentheses that someone wrote. Those that the syntax needs are added by the printer. */
export interface Parens extends Annotated {
  readonly kind: 'parens'
  /** Comments before the closing one. */
  readonly last?: readonly Trivium[]
  readonly expression: Expression
}

/** An expression as text, printed as it is written. */
export interface Raw extends Annotated {
  readonly kind: 'raw'
  readonly text: string
}

export type Expression =
  | Identifier
  | Int
  | Float
  | StringLiteral
  | IndentedString
  | Path
  | SearchPath
  | Select
  | HasAttr
  | Apply
  | Lambda
  | AttrSet
  | List
  | Let
  | With
  | Assert
  | If
  | Unary
  | Binary
  | Parens
  | Raw

/** A file: one expression, which does not stand on one line below a head, and the comments at its end. */
export interface SourceFile {
  readonly kind: 'file'
  readonly head?: readonly Trivium[]
  readonly expression: Expression
  readonly last?: readonly Trivium[]
}
