/** An object that is computed when something inside it is read: may be passed around before it exists. */
export function lazyView<T extends object>(compute: () => T): T {
  const target = () => compute() as Record<PropertyKey, unknown>
  return new Proxy({} as T, {
    get: (_, key) => target()[key],
    has: (_, key) => key in target(),
    ownKeys: () => Reflect.ownKeys(target()),
    getOwnPropertyDescriptor(_, key) {
      const object = target()
      if (!Object.hasOwn(object, key)) return undefined
      return { get: () => object[key], enumerable: true, configurable: true }
    },
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  })
}
