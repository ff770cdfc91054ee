import { disabledFeature } from '../experimental.ts'
import { charClass, chars, isOf } from './characters.ts'
import { ParseFailure } from './errors.ts'
import { numberEnd, opensInterpolation, pathEnd, searchPathEnd, skipClass } from './scan.ts'
import { describe, singles, type Token, token } from './tokens.ts'
import { type OpenAround, TriviaReader } from './trivia.ts'
import { kindOf, wordAt, wordOf } from './words.ts'

/**
 * Reads one token after the other. What stands inside strings and paths is read by their parsers, which set {@link end}
 * to where tokens go on.
 */
export class Lexer {
  readonly text: string
  readonly pipes: boolean
  /** The token at hand, and from where to where it reaches. */
  kind: Token = token.end
  start = 0
  end = 0
  /** Where the token before it ends. */
  previousEnd = 0
  /** Where the last comment that began with `#` ends. */
  commentEnd = -1
  /** What stands around the token at hand, if comments are kept. */
  around: OpenAround | undefined
  readonly trivia: TriviaReader | undefined
  /** Up to here, no word begins a path or a URI: the characters that both may have end before. */
  #plainUntil = 0
  /** The word that was read last. */
  #wordIndex = 0

  constructor(text: string, keepsTrivia: boolean, pipes: boolean) {
    this.text = text
    this.pipes = pipes
    this.trivia = keepsTrivia ? new TriviaReader(text) : undefined
  }

  /** Goes on to the next token. */
  advance(): void {
    this.previousEnd = this.end
    const at = this.#skip(this.end)
    this.start = at
    if (this.trivia) this.around = this.trivia.read(this.around, this.end, at)
    const first = this.text.charCodeAt(at)
    if (isOf(first, charClass.wordStart)) this.kind = this.#word(at)
    else if (at >= this.text.length) this.kind = this.#take(token.end, at)
    else {
      const single = singles.get(first)
      this.kind = single === undefined ? this.#symbol(first, at) : this.#take(single, at + 1)
    }
  }

  /** How the token at hand is written. */
  written(): string {
    return this.text.slice(this.start, this.end)
  }

  /** The word at hand. */
  word(): string {
    return wordOf(this.#wordIndex)
  }

  fail(message: string, offset: number = this.start): never {
    throw new ParseFailure(message, offset)
  }

  /** The token at hand may not stand here. */
  unexpected(expected?: string): never {
    const expecting = expected === undefined ? '' : `, expecting ${expected}`
    this.fail(`syntax error, unexpected ${describe(this.kind, this.written())}${expecting}`)
  }

  /** Goes on behind a token that must stand here. */
  expect(kind: Token, written: string): void {
    if (this.kind !== kind) this.unexpected(`'${written}'`)
    this.advance()
  }

  #take(kind: Token, end: number): Token {
    this.end = end
    return kind
  }

  /** Behind blanks and comments. */
  #skip(from: number): number {
    const { text } = this
    for (let at = from; ; ) {
      const char = text.charCodeAt(at)
      if (isOf(char, charClass.space)) at++
      else if (char === chars.hash) {
        do at++
        while (at < text.length && !isLineEnd(text.charCodeAt(at)))
        this.commentEnd = at
      } else if (char === chars.slash && text.charCodeAt(at + 1) === chars.times) {
        const close = text.indexOf('*/', at + 2)
        if (close === -1) this.fail('a comment that begins with /* is not closed', at)
        at = close + 2
      } else return at
    }
  }

  #word(at: number): Token {
    const longer = this.#pathOrUri(at)
    if (longer !== undefined) return longer
    const { text } = this
    let end = at + 1
    while (isOf(text.charCodeAt(end), charClass.word)) end++
    this.#wordIndex = wordAt(text, at, end)
    return this.#take(kindOf(this.#wordIndex), end)
  }

  /** Takes a path or a URI if one begins here: either would be longer than what else begins here. */
  #pathOrUri(at: number): Token | undefined {
    if (at < this.#plainUntil) return undefined
    const { text } = this
    const run = skipClass(text, at, charClass.path)
    const stop = text.charCodeAt(run)
    if (stop === chars.slash) {
      if (isOf(text.charCodeAt(run + 1), charClass.path)) return this.#take(token.path, pathEnd(text, run))
      if (opensInterpolation(text, run + 1)) return this.#take(token.path, run + 1)
    } else if (stop === chars.colon && isOf(text.charCodeAt(run + 1), charClass.uri)) {
      if (skipClass(text, at, charClass.scheme) < run || !/[A-Za-z]/.test(text.charAt(at))) return undefined
      return this.#take(token.uri, skipClass(text, run + 1, charClass.uri))
    }
    this.#plainUntil = run
    return undefined
  }

  #symbol(first: number, at: number): Token {
    if (isOf(first, charClass.path) || first === chars.slash) {
      const longer = this.#pathOrUri(at)
      if (longer !== undefined) return longer
      if (isOf(first, charClass.digit)) return this.#number(at)
    }
    const second = this.text.charCodeAt(at + 1)
    const either = (next: number, long: Token, short: Token): Token =>
      second === next ? this.#take(long, at + 2) : this.#take(short, at + 1)
    switch (first) {
      case chars.dot:
        if (isOf(second, charClass.digit)) return this.#number(at)
        if (this.text.startsWith('...', at)) return this.#take(token.ellipsis, at + 3)
        return this.#take(token.dot, at + 1)
      case chars.equal:
        return either(chars.equal, token.equal, token.assign)
      case chars.bang:
        return either(chars.equal, token.notEqual, token.not)
      case chars.plus:
        return either(chars.plus, token.concat, token.plus)
      case chars.minus:
        return either(chars.greater, token.implies, token.minus)
      case chars.slash:
        return either(chars.slash, token.update, token.divide)
      case chars.greater:
        return either(chars.equal, token.greaterOrEqual, token.greater)
      case chars.and:
        return either(chars.and, token.and, token.invalid)
      case chars.bar:
        return second === chars.greater
          ? this.#pipe(token.pipeInto, at)
          : either(chars.bar, token.orOperator, token.invalid)
      case chars.less:
        return this.#less(second, at)
      case chars.quote:
        return second === chars.quote ? this.#openIndented(at + 2) : this.#take(token.invalid, at + 1)
      case chars.dollar:
        return either(chars.brace, token.interpolation, token.invalid)
      case chars.tilde:
        return this.#home(at)
      default:
        return this.#take(token.invalid, at + 1)
    }
  }

  #less(second: number, at: number): Token {
    const end = searchPathEnd(this.text, at)
    if (end !== -1) return this.#take(token.searchPath, end)
    if (second === chars.equal) return this.#take(token.lessOrEqual, at + 2)
    return second === chars.bar ? this.#pipe(token.pipeFrom, at) : this.#take(token.less, at + 1)
  }

  /** Where pipes are switched off, Nix refuses to read on, whatever stands before. */
  #pipe(kind: Token, at: number): Token {
    if (!this.pipes) this.fail(disabledFeature('pipe-operators'))
    return this.#take(kind, at + 2)
  }

  #home(at: number): Token {
    const end = pathEnd(this.text, at + 1)
    const closed = end > at + 2 || (end === at + 2 && opensInterpolation(this.text, end))
    return closed ? this.#take(token.homePath, end) : this.#take(token.invalid, at + 1)
  }

  /** A line that is blank behind the opening quotes is no part of the string. */
  #openIndented(behind: number): Token {
    let end = behind
    while (this.text.charCodeAt(end) === chars.space) end++
    return this.#take(token.indentedQuote, this.text.charCodeAt(end) === chars.lineFeed ? end + 1 : behind)
  }

  #number(at: number): Token {
    const { float, end } = numberEnd(this.text, at)
    return this.#take(float ? token.float : token.int, end)
  }
}

function isLineEnd(char: number): boolean {
  return char === chars.lineFeed || char === chars.return
}
