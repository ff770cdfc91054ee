import { type Catalog, type CatalogName, type FactNode, loadCatalog, type Struct } from '../catalog/index.ts'

/** What stands at a path among options, as far as printing must know. */
export type PlaceKind =
  /** No option: a name that options stand below. */
  | 'group'
  | 'string'
  | 'path'
  | 'package'
  | 'integer'
  | 'float'
  | 'boolean'
  | 'list'
  /** Names of the user's, each merged for itself. */
  | 'attrsOf'
  | 'submodule'
  | 'other'

/** Whose options a path is about. */
export type OptionScope = 'nixos' | 'darwin' | 'home'

/** What is known of options; `undefined` where nothing is. */
export type Knowledge = (path: readonly string[], scope: OptionScope) => PlaceKind | undefined

/** Knows nothing: all that depends on types is printed the careful way. */
export const knowNothing: Knowledge = () => undefined

/** What panther's catalogs know. They are opened when first asked. */
export function catalogKnowledge(load: (name: CatalogName) => Catalog = loadCatalog): Knowledge {
  const find = (path: readonly string[], scope: OptionScope): PlaceKind | undefined => {
    if (scope === 'home') return kindAt(load('home-manager').root, path)
    if (path[0] === 'home-manager' && path[1] === 'users') {
      if (path.length === 2) return 'attrsOf'
      return path.length === 3 ? 'submodule' : find(path.slice(3), 'home')
    }
    if (scope === 'darwin') return undefined
    const places = [load('nixos'), load('disko'), load('flake-modules')].map(({ root }) => kindAt(root, path))
    return (
      places.find((kind) => kind !== undefined && kind !== 'group') ??
      places.find((kind) => kind !== undefined)
    )
  }
  return find
}

/** Walks down the options, through the elements of lists and sets too. */
function kindAt(root: FactNode, path: readonly string[]): PlaceKind | undefined {
  let node: FactNode | undefined = root
  let struct: Struct | undefined
  for (const name of path) {
    const child: FactNode | undefined = node?.child(name)
    if (child !== undefined) {
      node = child
      struct = child.option?.struct
    } else {
      struct = elementOf(struct)
      node = node?.each
      if (struct === undefined && node === undefined) return undefined
    }
  }
  if (struct !== undefined) return kindOf(struct)
  return node?.names().length ? 'group' : undefined
}

function elementOf(struct: Struct | undefined): Struct | undefined {
  if (struct === undefined) return undefined
  if (struct.t === 'nullOr' || struct.t === 'unique') return elementOf(struct.elem)
  if (struct.t === 'submodule') return elementOf(struct.freeform)
  return struct.elem
}

const byName: Readonly<Record<string, PlaceKind>> = {
  str: 'string',
  string: 'string',
  separatedString: 'string',
  nonEmptyStr: 'string',
  singleLineStr: 'string',
  path: 'path',
  package: 'package',
  int: 'integer',
  float: 'float',
  bool: 'boolean',
  boolByOr: 'boolean',
  listOf: 'list',
  attrsOf: 'attrsOf',
  lazyAttrsOf: 'attrsOf',
  submodule: 'submodule',
  intBetween: 'integer',
  positiveInt: 'integer',
}

function maybeInteger(kind: PlaceKind): boolean {
  return kind === 'integer' || kind === 'other'
}

function kindOf(struct: Struct): PlaceKind {
  if ((struct.t === 'nullOr' || struct.t === 'unique') && struct.elem) return kindOf(struct.elem)
  if (struct.t === 'enum' && struct.values?.every((value) => typeof value === 'string' || value === null))
    return 'string'
  if (struct.t === 'oneOf' && struct.of !== undefined) {
    // A whole number must be written as what one of them takes.
    const kinds = struct.of.map(kindOf)
    return kinds.includes('float') && !kinds.some(maybeInteger) ? 'float' : 'other'
  }
  const known = Object.hasOwn(byName, struct.t) ? byName[struct.t] : undefined
  if (known !== undefined) return known
  if (struct.t.startsWith('strMatching') || struct.t.startsWith('passwdEntry')) return 'string'
  return /^(un)?signedInt/.test(struct.t) ? 'integer' : 'other'
}
