/** Where programs are written before they are cut to their size. No two are written at once, so there is one. */
let buffer = new Int32Array(1 << 16)

/** The words of a program that is being written. */
export class Words {
  #length = 0

  /** Writes the words of a node, and tells where the first of them is. */
  write(words: readonly number[]): number {
    const at = this.#length
    const end = at + words.length
    if (end > buffer.length) grow(end)
    for (let index = 0; index < words.length; index++) buffer[at + index] = words[index]!
    this.#length = end
    return at
  }

  /** All that was written. */
  cut(): Int32Array {
    return buffer.slice(0, this.#length)
  }
}

function grow(length: number): void {
  const larger = new Int32Array(Math.max(length, 2 * buffer.length))
  larger.set(buffer)
  buffer = larger
}
