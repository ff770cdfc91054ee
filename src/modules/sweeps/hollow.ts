const patience = 10_000

/**
 * Stands in for values that do not exist, so that a function which waits for one can be asked what it would
 * do: whatever is done to it gives another such value. Throws when it is asked too much, since a loop
 * over it might not end.
 */
export function hollow(): unknown {
  let asked = 0
  const patient = <T>(answer: T): T => {
    if (++asked > patience) throw new Error('There is nothing here.')
    return answer
  }
  const value: object = new Proxy(() => undefined, {
    get(_target, key) {
      if (key === Symbol.toPrimitive) return patient(() => '')
      if (key === Symbol.iterator) return patient(() => [][Symbol.iterator]())
      if (key === 'length') return patient(0)
      return patient(key === 'then' ? undefined : value)
    },
    apply: () => patient(value),
    construct: () => patient(value),
    has: () => patient(false),
    ownKeys: () => patient(['prototype']).slice(1),
    getOwnPropertyDescriptor: () => patient(undefined),
  })
  return value
}
