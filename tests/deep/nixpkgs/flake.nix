# Stands in for nixpkgs: options are free, and a system is all that is said, evaluated.
{
  outputs =
    { self }:
    {
      lib = {
        mkDefault = value: value;
        mkForce = value: value;
        mkIf = condition: value: if condition then value else { };
        mkMerge = values: values;
        toInt = text: throw "toInt: Could not convert \"${text}\" to int.";
        nixosSystem =
          { modules, specialArgs, ... }:
          let
            arguments = specialArgs // {
              inherit config;
              inherit (self) lib;
              pkgs.git = "git";
              options = { };
            };
            load =
              module:
              if builtins.isPath module || builtins.isString module then
                load (import module)
              else if builtins.isFunction module then
                module arguments
              else
                module;
            all =
              module:
              let
                loaded = load module;
              in
              builtins.concatMap all (loaded.imports or [ ])
              ++ [ (removeAttrs (loaded.config or loaded) [ "imports" ]) ];
            merge =
              one: other:
              if builtins.isAttrs one && builtins.isAttrs other then
                one
                // builtins.mapAttrs (name: value: if one ? ${name} then merge one.${name} value else value) other
              else
                other;
            said = builtins.foldl' merge { } (builtins.concatMap all modules);
            config = {
              time.timeZone = null;
            }
            // said
            // {
              assertions = [ ];
              warnings = [ ];
              system = said.system // {
                build.toplevel.drvPath = builtins.deepSeq said "/nix/store/system.drv";
              };
            };
          in
          {
            inherit config;
          };
      };
    };
}
