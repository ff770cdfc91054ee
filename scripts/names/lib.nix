# The names in lib, level by level: a set where all names are known, 0 elsewhere.
{ nixpkgs }:
let
  # What lib wants of builtins that an older Nix does not have.
  newer =
    let
      stub = value: value;
    in
    {
      addDrvOutputDependencies = stub;
      convertHash = stub;
      readFileType = stub;
      flakeRefToString = stub;
      parseFlakeRef = stub;
      warn = message: value: value;
    };
  scope = {
    builtins = newer // builtins;
    import = path: builtins.scopedImport scope path;
  };
  # People, and sets that hold themselves.
  open = [
    "lib"
    "maintainers"
    "teams"
  ];
  isPlain =
    value:
    builtins.isAttrs value
    && !(value ? _type || value ? __functor || value ? outPath || value ? shortName || value ? fullName);
  names =
    depth: value:
    if depth < 3 && isPlain value then
      builtins.mapAttrs (
        name: inner:
        let
          found = builtins.tryEval (names (depth + 1) inner);
        in
        if !builtins.elem name open && found.success then found.value else 0
      ) value
    else
      0;
in
names 0 (scope.import (nixpkgs + "/lib"))
