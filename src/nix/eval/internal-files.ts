import { inGuillemets } from './glyphs.ts'

/** A file of Nix that comes with the evaluator. */
export interface InternalFile {
  readonly path: string
  readonly text: string
}

/**
 * `derivation`: a set for each output, each with all others in it, of which the first stands for the derivation. Nothing
 * is instantiated before a path is asked for.
 */
export const derivationFile: InternalFile = {
  path: `${inGuillemets('nix-internal')}/derivation-internal.nix`,
  text: `arguments@{
  outputs ? [ "out" ],
  ...
}:
let
  made = derivationStrict arguments;
  sets = map (outputName: {
    name = outputName;
    value = shared // {
      inherit outputName;
      inherit (made) drvPath;
      outPath = made.\${outputName};
      type = "derivation";
    };
  }) outputs;
  shared =
    arguments
    // builtins.listToAttrs sets
    // {
      all = builtins.catAttrs "value" sets;
      drvAttrs = arguments;
    };
in
(builtins.head sets).value
`,
}

/** `<nix/fetchurl.nix>`: a derivation that Nix itself builds, by fetching one file. */
const fetchUrlFile: InternalFile = {
  path: '<nix/fetchurl.nix>',
  text: `{
  system ? "",
  url,
  name ? baseNameOf (toString url),
  executable ? false,
  unpack ? false,
  impure ? false,
  hash ? "",
  md5 ? "",
  sha1 ? "",
  sha256 ? "",
  sha512 ? "",
  outputHash ? (known hash md5 sha1 sha256 sha512).hash,
  outputHashAlgo ? (known hash md5 sha1 sha256 sha512).algorithm,
}:
derivation (
  {
    inherit name url executable unpack;
    urls = [ url ];
    system = "builtin";
    builder = "builtin:fetchurl";
    outputHashMode = if unpack || executable then "recursive" else "flat";
    preferLocalBuild = true;
    impureEnvVars = [ "http_proxy" "https_proxy" "ftp_proxy" "all_proxy" "no_proxy" ];
  }
  // (if impure then { __impure = true; } else { inherit outputHash outputHashAlgo; })
)
`.replaceAll(
    'known hash md5 sha1 sha256 sha512',
    `if hash != "" then { inherit hash; algorithm = ""; }
    else if sha512 != "" then { hash = sha512; algorithm = "sha512"; }
    else if sha1 != "" then { hash = sha1; algorithm = "sha1"; }
    else if md5 != "" then { hash = md5; algorithm = "md5"; }
    else { hash = sha256; algorithm = "sha256"; }`,
  ),
}

export const internalFiles: ReadonlyMap<string, InternalFile> = new Map(
  [derivationFile, fetchUrlFile].map((file) => [file.path, file]),
)
