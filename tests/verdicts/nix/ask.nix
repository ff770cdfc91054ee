# What NixOS makes of the value of an option that a case defines. The cases are modules of one evaluation; a case that
# is alone is checked for options that do not exist, too.
# Everything is said in traces: `CASE name`, whatever is thrown meanwhile as `THROWN message`, and at last
# `ACCEPTED json` or `REFUSED`. So an error that nothing can catch costs the case it happens in and no other.
{
  nixpkgs,
  # [ { name; module; option; shape; } ]: `module` is a file.
  cases,
}:
let
  inherit (builtins)
    isAttrs
    isList
    mapAttrs
    trace
    ;

  # `throw` that says what it throws: `tryEval` would keep it to itself.
  overrides = {
    throw = message: trace "THROWN ${message}" (throw message);
    import = path: builtins.scopedImport overrides path;
  };
  lib = builtins.scopedImport overrides (nixpkgs + "/lib");

  evaluated = import (nixpkgs + "/nixos/lib/eval-config.nix") {
    inherit lib;
    system = "x86_64-linux";
    modules = map ({ module, ... }: module) cases ++ [
      {
        system.stateVersion = lib.mkDefault "26.05";
        _module.check = builtins.length cases == 1;
      }
    ];
  };

  isOption = node: isAttrs node && (node._type or null) == "option";
  find =
    node: path:
    if isOption node then node
    else if path == [ ] then throw "this is a group of options"
    else find node.${builtins.head path} (builtins.tail path);

  # Its type is that of the other option where that can be found, and any set else: nothing is merged by it.
  isAlias = option: lib.hasPrefix "Alias of" (attempt "" (option.description or ""));
  attempt =
    fallback: value:
    let
      tried = builtins.tryEval value;
    in
    if tried.success then tried.value else fallback;

  leaf =
    depth: value:
    let
      type = builtins.typeOf value;
    in
    if type == "lambda" then "<function>"
    else if type == "path" then toString value
    else if type == "string" then builtins.unsafeDiscardStringContext value
    else if type == "list" then map (leaf depth) value
    else if type != "set" then value
    else if (value.type or null) == "derivation" then "<package>"
    else if depth == 0 || value ? _type || value ? __functor || value ? outPath then "<set>"
    else mapAttrs (_: leaf (depth - 1)) value;

  look =
    shape: value:
    if shape ? names && isAttrs value && (value.type or null) != "derivation" then
      mapAttrs (name: inner: if value ? ${name} then look inner value.${name} else "<missing>") shape.names
    else if shape ? each && isList value then map (look shape.each) value
    else if isAttrs value && !(shape ? names) then
      # What a conversion made of a plain value is not looked into.
      (if (value.type or null) == "derivation" then "<package>" else "<set>")
    else leaf 6 value;

  answer =
    {
      module,
      option,
      shape,
      ...
    }:
    let
      found = find evaluated.options option;
      said = builtins.filter ({ file, ... }: toString file != toString module) found.definitionsWithLocations;
      foreign = builtins.tryEval (builtins.length said);
      see = look (if isAttrs shape then shape else { });
      # What the module makes of the merged value hides what its type would say of it.
      merged = (lib.mergeDefinitions found.loc found.type found.definitionsWithLocations).mergedValue;
    in
    {
      value =
        if found ? apply && !isAlias found then
          builtins.deepSeq (see found.value) (see merged)
        else
          see found.value;
      foreign = if foreign.success then foreign.value else 1;
    };

  judge =
    case:
    let
      json = builtins.toJSON (answer case);
      tried = builtins.tryEval (builtins.seq json json);
    in
    trace "CASE ${case.name}" (
      if tried.success then trace "ACCEPTED ${tried.value}" null else trace "REFUSED" null
    );
in
builtins.foldl' (_: case: judge case) null cases
