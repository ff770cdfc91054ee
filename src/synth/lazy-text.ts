/** A text that is printed when it is read: whoever only looks for mistakes reads none. */
export interface LazyText {
  readonly text: string
}

export function lazyText(make: () => string): LazyText {
  const text = once(make)
  return {
    get text() {
      return text()
    },
  }
}

export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
