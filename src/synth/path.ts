import { posix } from 'node:path'
import { attrs, binary, call, path, select, str } from '../nix/build.ts'
import { NixSyntaxError } from '../nix/error.ts'
import type { Expression } from '../nix/syntax.ts'
import type { Scope } from './scope.ts'

/** The path of a file of the fleet, copied into the flake. */
export function pathSyntax(file: string, scope: Scope): Expression {
  const inside = scope.surroundings.copy(file)
  if (inside === undefined) {
    scope.complain({
      code: 'path-outside-fleet',
      message: `${file} is not below the folder of the fleet, so it cannot be copied into the flake.`,
      hint: 'Move it beside the file that names it.',
    })
  } else if (!scope.surroundings.exists(file)) {
    scope.complain({
      code: 'missing-file',
      message: `There is no ${file}, which the flake shall hold.`,
      hint: "A URL is relative to the file that it is written in: new URL('./file', import.meta.url).",
    })
  }
  return flakePath(inside ?? posix.basename(file), scope.file)
}

/**
 * The same as a value, which Nix copies into the store under the file's name: one that the store refuses is given
 * another there.
 */
export function storedPathSyntax(file: string, scope: Scope): Expression {
  const syntax = pathSyntax(file, scope)
  const name = posix.basename(scope.surroundings.copy(file) ?? '.')
  if (/^[\w+.?=-]+$/.test(name)) return syntax
  const stored = name.replace(/[^\w+.?=-]+/g, '-').replace(/^\.+/, '')
  return call(select('builtins', 'path'), attrs({ path: syntax, name: str(stored) }))
}

/** A path of the flake as it is written in one of its files. */
export function flakePath(to: string, from: string): Expression {
  const relative = posix.relative(posix.dirname(from), to)
  const text =
    relative === '' ? './.' : relative.startsWith('../') || relative === '..' ? relative : `./${relative}`
  try {
    return path(text === '..' || text.endsWith('/..') ? `${text}/.` : text)
  } catch (error) {
    if (!(error instanceof NixSyntaxError)) throw error
    // A path literal has no way to say some characters; text that is added to one has.
    return binary('+', path('./.'), str(`/${relative}`))
  }
}
