/** A text that is printed when it is read: whoever only looks for mistakes reads none. */
export interface LazyText {
  readonly text: string
}

export function lazyText(make: () => string): LazyText {
  let text: string | undefined
  return {
    get text() {
      text ??= make()
      return text
    },
  }
}
