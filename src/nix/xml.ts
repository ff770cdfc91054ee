import type { ByteString } from './bytes.ts'

/** Attributes of an element. They are written in the order of their names. */
export type XmlAttributes = Readonly<Record<string, ByteString>>

/** Writes XML in the layout of `builtins.toXML`: two spaces for each level, every element on lines of its own. */
export interface XmlWriter {
  readonly open: (name: string, attributes?: XmlAttributes) => void
  readonly close: () => void
  readonly empty: (name: string, attributes?: XmlAttributes) => void
  /** All that was written; what is still open is closed. */
  readonly finish: () => ByteString
}

export function xmlWriter(): XmlWriter {
  const open: string[] = []
  let text = "<?xml version='1.0' encoding='utf-8'?>\n"
  const line = (content: string) => {
    text += `${'  '.repeat(open.length)}${content}\n`
  }
  const close = () => {
    const name = open.pop()
    if (name === undefined) throw new Error('no element is open')
    line(`</${name}>`)
  }
  return {
    open(name, attributes) {
      line(`<${name}${printAttributes(attributes)}>`)
      open.push(name)
    },
    close,
    empty(name, attributes) {
      line(`<${name}${printAttributes(attributes)} />`)
    },
    finish() {
      while (open.length > 0) close()
      return text
    },
  }
}

const escapes: Readonly<Record<string, string>> = {
  '"': '&quot;',
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '\n': '&#xA;',
}

function printAttributes(attributes: XmlAttributes = {}): string {
  return Object.keys(attributes)
    .sort()
    .map(
      (name) => ` ${name}="${attributes[name]!.replaceAll(/["<>&\n]/g, (character) => escapes[character]!)}"`,
    )
    .join('')
}
