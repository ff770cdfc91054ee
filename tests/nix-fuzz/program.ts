import { generate, type Tree, textOfTree } from './generate.ts'

/**
 * Shows what printing does not: the contexts of strings, the types of numbers, the arguments of functions, and what
 * is printed as repeated.
 */
const show = `let show = v: let t = builtins.typeOf v; in
  if t == "string" then [ (builtins.unsafeDiscardStringContext v) (builtins.getContext v) ]
  else if t == "float" then "float \${toString v}"
  else if t == "list" then builtins.map show v
  else if t == "lambda" then [ "function" (builtins.tryEval (builtins.functionArgs v)).success ]
  else if t == "set" then (if (v.type or null) == "derivation" then [ "drv" v.drvPath ] else builtins.mapAttrs (n: show) v)
  else v; in`

/** The program of a tree: a pair of its value as it is shown and as it is. */
export function programOf(tree: Tree): string {
  return `${show} (v: [ (show v) v ]) ${textOfTree(tree)}`
}

export function seededProgram(seed: number): string {
  return programOf(generate(seed))
}

/**
 * Makes of a current Nix what Nix 2.8 is: there, positions in strings and lists have 32 bits, and what `toJSON` writes
 * of floats is shorter, so here they are written as strings by both; `replaceStrings` looks at all that is to be put in.
 */
const alike = `let
  real = builtins;
  int32 = n: let low = real.bitAnd n 4294967295; in if low > 2147483647 then low - 4294967296 else low;
  floatless = v: let t = real.typeOf v; in
    if t == "float" then "float \${toString v}"
    else if t == "list" then real.map floatless v
    else if t == "set" && !(v ? __toString) && !(v ? outPath) then real.mapAttrs (n: floatless) v
    else v;
  structured = args: if args.__structuredAttrs or false == true then real.mapAttrs (n: floatless) args else args;
in let
  builtins = real // {
    substring = from: count: real.substring (int32 from) (int32 count);
    elemAt = list: at: real.elemAt list (int32 at);
    toJSON = v: real.toJSON (floatless v);
    replaceStrings = from: to: real.deepSeq (real.map (real.hashString "md5") (from ++ to)) real.replaceStrings from to;
  };
  derivation = args: real.derivation (structured args);
in`

/** The program with what differs between versions of Nix made alike. */
export function alikeProgram(program: string): string {
  return `${alike} ${program}`
}
