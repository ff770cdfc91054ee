import type { ByteString } from '../bytes.ts'
import type { FlakeGraph } from './graph.ts'
import type { FlakeAttrs } from './input-attrs.ts'
import { sourceInfo } from './source-info.ts'

/**
 * The function that makes a flake's value of its graph, in Nix: `graph: fetchTree: flake`, where `graph` is the text of
 * {@link graphJson}. It is lazy in every input. The rules are Nix's: outputs, then what is known of the source, then
 * the flake's own place.
 */
export const callFlake = `
graph: fetchTree:
let
  nodes = builtins.fromJSON graph;

  infoOf =
    source:
    if source.kind == "missing" then
      throw source.message
    else if source.kind == "locked" then
      fetchTree source.attrs
    else if source.kind == "inside" then
      called.\${source.parent}.sourceInfo
    else
      source.info // { outPath = source.folder; };

  call =
    node:
    let
      inherit (node) source;
      sourceInfo = infoOf source;
      base =
        if source.kind == "inside" then
          called.\${source.parent}.outPath + "/" + source.path
        else
          sourceInfo.outPath;
      outPath = if node.dir == "" then base else base + "/" + node.dir;
      file = import (outPath + "/flake.nix");
      inputs = builtins.mapAttrs (_: key: called.\${key}.value) node.inputs;
      outputs = file.outputs (inputs // { self = flake; });
      flake =
        outputs
        // sourceInfo
        // {
          inherit inputs outPath outputs sourceInfo;
          _type = "flake";
        };
    in
    {
      inherit outPath sourceInfo;
      value =
        if !node.flake then
          sourceInfo // { inherit outPath sourceInfo; }
        else
          assert builtins.isFunction file.outputs;
          flake;
    };

  called = builtins.mapAttrs (_: call) nodes;
in
called.root.value
`

/** What stands for a folder of a graph. */
export type FolderSource =
  /** It is fetched like any other source; the flake is in a folder of that. */
  | { readonly kind: 'locked'; readonly attrs: FlakeAttrs; readonly dir: ByteString }
  /** It is used where it is; `attrs` are what is known of it. */
  | { readonly kind: 'place'; readonly attrs: FlakeAttrs }

/** A graph as the text that {@link callFlake} takes. */
export function graphJson(graph: FlakeGraph, sourceOf: (folder: ByteString) => FolderSource): ByteString {
  const nodes = Array.from(graph, ([key, { source, dir, flake, inputs }]) => {
    const common = { flake, inputs: Object.fromEntries(inputs) }
    if (source.kind !== 'folder') return [key, { ...common, source, dir }]
    const { folder } = source
    const found = sourceOf(folder)
    if (found.kind === 'place')
      return [key, { ...common, source: { kind: 'place', folder, info: sourceInfo(found.attrs) }, dir }]
    const inside = [found.dir, dir].filter((part) => part !== '').join('/')
    return [key, { ...common, source: { kind: 'locked', attrs: found.attrs }, dir: inside }]
  })
  return JSON.stringify(Object.fromEntries(nodes))
}
