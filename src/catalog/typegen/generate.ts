import { type FactNode, groupNode } from '../facts.ts'
import { mergeFacts } from '../merge-facts.ts'
import type { PackageCatalog } from '../packages.ts'
import { writeFiles } from './files.ts'
import { type Group, Groups, groupRef } from './group.ts'
import { generatePackages } from './packages.ts'
import { TypeWriter } from './types.ts'

/** The facts the types are made from. */
export interface Sources {
  readonly nixos: FactNode
  readonly homeManager: FactNode
  readonly disko: FactNode
  readonly flakeModules: FactNode
  readonly packages: PackageCatalog
}

/** All generated files, by name. The same facts give the same text. */
export function generateTypes(sources: Sources): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const part of [
    nixosFiles(sources),
    homeFiles(sources.homeManager),
    generatePackages(sources.packages),
  ]) {
    for (const [name, text] of part) files.set(name, text)
  }
  return files
}

function nixosFiles({ nixos, disko, flakeModules }: Sources): ReadonlyMap<string, string> {
  const groups = new Groups()
  const types = disko.child('types')
  const alternatives = new Map<string, number>()
  const alternative = (name: string): string => {
    const node = types?.child(name)
    if (!node) return 'AnyAttrs'
    // A type of content can hold itself, so its number is given before its parts are known.
    let id = alternatives.get(name)
    if (id === undefined) {
      id = groups.reserve()
      alternatives.set(name, id)
      groups.fill(id, writer.content(node, ['disko', name], name))
    }
    return groupRef(id)
  }
  const devices = disko.child('disko')
  const root = mergeFacts([nixos, flakeModules, groupNode(devices ? { disko: devices } : {})])
  const writer = new TypeWriter(groups, root, alternative)
  const fixed = new Map([[writer.group(root, [], { node: false }), 'NixosOptions']])
  const devicesNode = devices?.child('devices')
  if (devicesNode) fixed.set(writer.group(devicesNode, ['disko', 'devices'], { node: true }), 'DiskoDevices')
  for (const [name, id] of alternatives) fixed.set(id, `Disko${pascalType(name)}`)
  const prefix = ({ path }: Group): string => (path[0] === 'disko' ? '' : 'Nixos')
  return writeFiles(groups.named(), { fixed, prefix, file: nixosFile })
}

function pascalType(name: string): string {
  return name.replace(/(^|_)([a-z])/g, (_, _start, letter: string) => letter.toUpperCase())
}

/** Big roots have files of their own, so that the compiler can read them side by side. */
export function nixosFile({ path }: Pick<Group, 'path'>): string {
  const [root, second] = path
  if (root === 'disko') return 'disko'
  if (root !== 'services' || second === undefined) return root === undefined ? 'nixos' : 'nixos-system'
  const letter = second[0]!.toLowerCase()
  return letter < 'h'
    ? 'nixos-services-1'
    : letter < 'o'
      ? 'nixos-services-2'
      : letter < 'q'
        ? 'nixos-services-3'
        : 'nixos-services-4'
}

function homeFiles(homeManager: FactNode): ReadonlyMap<string, string> {
  const groups = new Groups()
  const writer = new TypeWriter(groups, homeManager)
  const fixed = new Map([[writer.group(homeManager, [], { node: false }), 'HomeOptions']])
  return writeFiles(groups.named(), { fixed, prefix: () => 'Home', file: () => 'home-manager' })
}
