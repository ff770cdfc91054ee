# The examples of all options, those inside submodules included, as lines `EXAMPLE [path, value]` of the traces.
# What is no plain data is left out. `from` is how many options to pass over: an error that nothing can catch ends the
# evaluation, and it is taken up behind the option that was named last.
{
  nixpkgs,
  # Home Manager's examples instead of NixOS's.
  home-manager ? null,
  from ? 0,
}:
let
  lib = import (nixpkgs + "/lib");
  nixos = import (nixpkgs + "/nixos/lib/eval-config.nix") {
    inherit lib;
    system = "x86_64-linux";
    modules = [ { system.stateVersion = "26.05"; } ];
  };
  home = import (home-manager + "/modules") {
    pkgs = import nixpkgs {
      system = "x86_64-linux";
      config = { };
      overlays = [ ];
    };
    check = false;
    configuration.home = {
      username = "alice";
      homeDirectory = "/home/alice";
      stateVersion = "26.05";
    };
  };
  evaluated = if home-manager == null then nixos else home;

  attempt =
    fallback: value:
    let
      tried = builtins.tryEval value;
    in
    if tried.success then tried.value else fallback;

  isOption = node: builtins.isAttrs node && (node._type or null) == "option";
  skipped = [ "_module" "nixpkgs" "specialisation" "containers" "vmVariant" "vmVariantWithBootLoader" ];

  # [ { path; option; } ], the placeholders of elements as `option.loc` has them.
  walk =
    depth: node:
    builtins.concatMap (
      name:
      let
        child = node.${name};
      in
      if builtins.elem name skipped then [ ]
      else if isOption child then [ child ] ++ (if depth == 0 then [ ] else below depth child)
      else if builtins.isAttrs child then walk depth child
      else [ ]
    ) (attempt [ ] (builtins.attrNames node));
  below =
    depth: option:
    let
      inner = attempt { } (option.type.getSubOptions option.loc);
    in
    if builtins.isAttrs inner then walk (depth - 1) (removeAttrs inner [ "_module" ]) else [ ];

  isPlain =
    value:
    let
      type = builtins.typeOf value;
    in
    if type == "set" then
      !(value ? _type || value ? type && value.type == "derivation" || value ? outPath || value ? __functor || value ? __toString)
      && builtins.all isPlain (builtins.attrValues value)
    else if type == "list" then builtins.all isPlain value
    else if type == "string" then !builtins.hasContext value
    else type != "lambda" && type != "path";

  tell =
    option:
    let
      plain = attempt false (isPlain option.example);
      value =
        if option ? example && plain then { inherit (option) example; } else null;
      line = attempt "" (builtins.toJSON [ option.loc value.example ]);
    in
    if value == null then null else builtins.trace "EXAMPLE ${line}" null;
  all = walk 5 evaluated.options;
in
builtins.foldl' (
  at: option: builtins.seq (if at < from then null else builtins.trace "AT ${toString at}" (tell option)) (at + 1)
) 0 all
