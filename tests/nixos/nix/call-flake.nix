# Calls a flake as Nix does, with a plain folder for every input: no lock file, no fetch, no copy to the store.
#   flake   the flake's folder, a string
#   inputs  folders by the name of the input; inputs of inputs are looked up by the same names
{ flake, inputs }:
let
  inherit (builtins)
    functionArgs
    hasAttr
    mapAttrs
    pathExists
    removeAttrs
    ;

  # A string without context as `outPath`, so that "${nixpkgs}/x" copies nothing.
  sourceInfoOf = folder: {
    outPath = folder;
    rev = "0000000000000000000000000000000000000001";
    shortRev = "0000000";
    lastModified = 1784073600;
    lastModifiedDate = "20260715000000";
    narHash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
  };

  inputOf =
    by: name: spec:
    let
      # Another nixpkgs, which a fleet may have beside its own, can be the same one.
      known = if inputs ? ${name} || builtins.substring 0 8 name != "nixpkgs-" then name else "nixpkgs";
      folder = inputs.${known} or (throw "no folder is given for the input ${name} of ${by}");
    in
    if !(spec.flake or true) then sourceInfoOf folder else flakes.${known} or folder;

  # A module that an input gives as a value counts as a part of the file that imports it. Here it says where it is from.
  labelled =
    name: input:
    let
      label =
        set: module: value:
        let
          _file = "${name}#${set}.${module}";
        in
        if builtins.isFunction value then
          {
            inherit _file;
            imports = [ value ];
          }
        else if builtins.isAttrs value then
          { inherit _file; } // value
        else
          value;
      sets = builtins.intersectAttrs {
        nixosModules = null;
        homeModules = null;
        homeManagerModules = null;
      } input;
    in
    if builtins.isAttrs input then input // mapAttrs (set: mapAttrs (label set)) sets else input;

  callFlake =
    folder:
    let
      sourceInfo = sourceInfoOf folder;
      definition = import (folder + "/flake.nix");
      arguments = mapAttrs (_: _: { }) (functionArgs definition.outputs);
      wanted = removeAttrs (arguments // (definition.inputs or { })) [ "self" ];
      given = mapAttrs (inputOf folder) wanted;
      resolved = if folder == flake then mapAttrs labelled given else given;
      outputs = definition.outputs (resolved // { inherit self; });
      self =
        outputs
        // sourceInfo
        // {
          inputs = resolved;
          inherit outputs sourceInfo;
          _type = "flake";
        };
    in
    if pathExists (folder + "/flake.nix") then self else sourceInfo;

  flakes = mapAttrs (_: callFlake) inputs;

  # What Nix refuses before it calls `outputs`.
  refused =
    let
      definition = import (flake + "/flake.nix");
      declared = definition.inputs or { };
      arguments = functionArgs definition.outputs;
      known = [
        "description"
        "inputs"
        "nixConfig"
        "outputs"
      ];
      first = path: builtins.head (builtins.filter builtins.isString (builtins.split "/" path));
      follows =
        where: spec:
        (
          if spec ? follows && spec.follows != "" && !hasAttr (first spec.follows) declared then
            [ "the input ${where} follows ${spec.follows}, which the flake has not" ]
          else
            [ ]
        )
        ++ builtins.concatLists (
          builtins.attrValues (mapAttrs (name: follows "${where}/${name}") (spec.inputs or { }))
        );
    in
    map (name: "flake.nix has the unknown attribute ${name}") (
      builtins.filter (name: !builtins.elem name known) (builtins.attrNames definition)
    )
    ++ builtins.concatLists (builtins.attrValues (mapAttrs follows declared))
    ++ map (name: "outputs takes ${name}, which inputs has not") (
      builtins.filter (name: name != "self" && !arguments.${name} && !hasAttr name declared) (
        builtins.attrNames arguments
      )
    );
in
{
  self = callFlake flake;
  inherit refused;
}
