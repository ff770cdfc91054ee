import type { ByteString } from '../bytes.ts'
import type { FlakeGraph, Source } from './graph.ts'
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
      source.info
      // {
        outPath =
          if source.stored then
            builtins.appendContext source.folder { \${source.folder} = { path = true; }; }
          else
            source.folder;
      };

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

/** What is known of the folders of a graph; where it says nothing, a folder is used in place. */
export interface KnownFolder {
  /** Where evaluation sees it. */
  readonly path: ByteString
  /** Whether that is a place in the store. */
  readonly stored: boolean
  readonly attrs: FlakeAttrs
}

/** A graph as the text that {@link callFlake} takes. */
export function graphJson(
  graph: FlakeGraph,
  known: (folder: ByteString) => KnownFolder | undefined,
): ByteString {
  const describe = (source: Source): object => {
    if (source.kind !== 'folder') return source
    const found = known(source.folder)
    return {
      kind: 'folder',
      folder: found?.path ?? source.folder,
      stored: found?.stored ?? false,
      info: found === undefined ? {} : sourceInfo(found.attrs),
    }
  }
  const nodes = Array.from(graph, ([key, node]) => [
    key,
    {
      source: describe(node.source),
      dir: node.dir,
      flake: node.flake,
      inputs: Object.fromEntries(node.inputs),
    },
  ])
  return JSON.stringify(Object.fromEntries(nodes))
}
