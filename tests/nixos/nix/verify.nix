# What NixOS makes of one host of a flake, at the places that a query names.
# The query is a function of the hosts: { scopes = [ { user; modules; paths; texts; conditions; } ]; }, where
#   modules     files of the flake, and what home.nix says of the user
#   paths       arguments: [ { path; ask = { "<depth>" = [ names of texts ]; }; } ]
#   texts       arguments: values by name, of which those are looked at that a path asks for at the depth it led to
#   conditions  arguments: booleans by name
{
  flake,
  inputs,
  host,
  query,
  # Files and folders of the flake that panther only copied.
  copied,
}:
let
  called = import ./call-flake.nix { inherit flake inputs; };
  hosts = called.self.nixosConfigurations;
  system = hosts.${host};
  lib = system.pkgs.lib;
  walk = import ./walk.nix lib;
  serialise = import ./serialise.nix;
  asked = import query { inherit hosts lib; };

  isOurs =
    { file, ... }:
    let
      name = toString file;
      isBelow = path: name == "${flake}/${path}" || lib.hasPrefix "${flake}/${path}/" name;
    in
    lib.hasPrefix "${flake}/" name && !builtins.any isBelow copied;

  # The options that a module of the flake speaks of, as its text says them.
  spokenOf =
    evaluated: module:
    let
      file = if builtins.isFunction module || builtins.isAttrs module then module else import module;
      said = if builtins.isFunction file then file (argumentsOf evaluated) else file;
      config =
        said.config or (removeAttrs said [
          "imports"
          "disabledModules"
        ]);
      contents =
        value:
        let
          kind = value._type or null;
        in
        if kind == "merge" then
          builtins.concatMap contents value.contents
        else if kind == "if" || kind == "override" then
          contents value.content
        else
          [ value ];
      below =
        path: node: value:
        if (node._type or null) == "option" then
          [ path ]
        else
          builtins.concatMap (
            set: builtins.concatMap (name: below (path ++ [ name ]) (node.${name} or { _type = "option"; }) set.${name}) (builtins.attrNames set)
          ) (contents value);
    in
    lib.unique (below [ ] evaluated.options config);

  argumentsOf =
    evaluated:
    { inherit lib; }
    // evaluated._module.args
    // evaluated._module.specialArgs
    // {
      inherit (evaluated) config options;
    };

  usersOf = system.options.home-manager.users.valueMeta.attrs;

  place =
    prefix: texts:
    { path, ask }:
    let
      found = walk.find system.options (prefix ++ path);
      ours = builtins.filter isOurs found.definitions;
      foreign = builtins.length found.definitions - builtins.length ours;
      holdsOptions = found.type.getSubModules or null != null;
      mayCompare = ours != [ ] && foreign == 0 && !found.applies && !holdsOptions;
      depth = found.depth - builtins.length prefix;
    in
    if found == null then
      { inherit path; }
    else
      {
        inherit path depth foreign;
        type = found.type.name;
        inherit (found) priority;
        definitions = map (definition: serialise definition.value) ours;
        whole = holdsOptions;
        inherit (found) applies;
        value = if mayCompare then serialise found.value else null;
        texts = lib.genAttrs (ask.${toString depth} or [ ]) (name: serialise texts.${name});
      };

  scope =
    {
      user,
      modules,
      paths,
      texts,
      conditions,
    }:
    let
      arguments = argumentsOf (if user == null then system else usersOf.${user}.configuration);
      prefix = lib.optionals (user != null) [
        "home-manager"
        "users"
        user
      ];
    in
    {
      inherit user;
      defined = builtins.concatMap (spokenOf (if user == null then system else usersOf.${user}.configuration)) modules;
      places = map (place prefix (texts arguments)) (paths arguments);
      conditions = lib.mapAttrs (_: serialise) (conditions arguments);
    };

  failed = map ({ message, ... }: message) (
    builtins.filter ({ assertion, ... }: !assertion) system.config.assertions
  );
in
{
  inherit (called) refused;
  assertions = {
    count = builtins.length system.config.assertions;
    inherit failed;
  };
  inherit (system.config) warnings;
  drvPath =
    if failed == [ ] then
      builtins.unsafeDiscardStringContext system.config.system.build.toplevel.drvPath
    else
      null;
  scopes = map scope asked.scopes;
}
