/** What is said while the fleet is found and read. */
export const text = {
  noFleet: 'There is no fleet.ts here or in a folder above.',
  noFleetHint: 'panther init my-fleet makes a new fleet; --fleet PATH names one that lies elsewhere.',
  noFleetIn: (folder: string): string => `There is no fleet.ts in ${folder}.`,
  noSuchFile: (path: string): string => `There is no file ${path}.`,
  neighbours: (names: readonly string[]): string => `There is ${names.join(', ')}.`,
  noDefault: 'This file exports no fleet: it has no default export.',
  notAFleet: (kind: string): string => `The default export of this file is ${kind}, not a fleet.`,
  exportFleet: 'Write: export default defineFleet({ inputs: { … }, hosts: [ … ] })',
  exportNamed: (name: string): string =>
    `It exports a fleet under the name ${name}. Write: export default ${name}`,
  kinds: {
    list: 'a list',
    function: 'a function',
    host: 'a host',
    profile: 'a profile',
    object: 'an object',
  },
  thrownValue: (value: unknown): string =>
    `The fleet threw ${typeof value === 'string' ? JSON.stringify(value) : String(value)} while it was read.`,
  thrown: (name: string, message: string): string => `${name}: ${message}`,
  tooEarly: (name: string): string =>
    `${name} is read before it has a value: it stands further down, or two files import each other.`,
  tooEarlyHint: (name: string): string =>
    `Read it in a function, which runs later: use: () => [ … ${name} … ]. Or move what both need to a third file.`,
  syntax: (message: string): string =>
    `This cannot be read as TypeScript: ${/[.!?]$/.test(message) ? message : `${message}.`}`,
  unsupported: (message: string): string =>
    `Node cannot run this part of TypeScript: ${/[.!?]$/.test(message) ? message : `${message}.`}`,
  erasable:
    'Only what can be removed without changing the rest may be used: "erasableSyntaxOnly" in tsconfig.json finds it while you write.',
  features: [
    [
      /enum/,
      "Write a union: type Size = 'small' | 'large'. Where the values are needed: const sizes = ['small', 'large'] as const.",
    ],
    [/parameter property/, 'Declare the field in the class and assign it in the constructor.'],
    [/namespace|module declaration/, 'Write a file of its own with exports.'],
    [/import equals/, "Write: import * as name from '…'."],
    [/export assignment/, 'Write: export default …'],
    [/angle-bracket/, 'Write: value as Type.'],
  ] as readonly (readonly [RegExp, string])[],
  noSuchExport: (module: string, name: string): string => `${module} exports no ${name}.`,
  typeImport: (name: string): string => `If ${name} is a type, write: import { type ${name} }.`,
  noDefaultExport: (module: string, names: readonly string[]): string =>
    names.length === 0
      ? `Export it there: export default …`
      : `It exports ${names.join(', ')}. Write: import { ${names[0]} } from '${module}'. Or export it there: export default …`,
  noPackage: (name: string): string => `The package ${name} is not installed.`,
  install: (name: string): string => `Install it: npm install ${name}`,
  noModule: (path: string): string => `There is no module ${path}.`,
  importMeant: (path: string): string =>
    `Did you mean '${path}'? Imports are written with the whole file name.`,
  unknownExtension: 'Node does not know how to run a file of this kind.',
  extensions: 'Use .ts, .js or .json (with { type: "json" }).',
  nixFile: (specifier: string): string =>
    `A Nix module is imported where definitions stand: importModule(new URL('${specifier}', import.meta.url)).`,
  untypedJson: 'Node reads JSON only where the import says so.',
  jsonImport: (specifier: string): string => `Write: import … from '${specifier}' with { type: 'json' }`,
  packagedTypeScript: 'Node does not run TypeScript that lies in node_modules.',
  buildPackage: 'The package must publish JavaScript with type declarations.',
} as const
