# What a tree of options declares, as data: { "<path>" = { type, struct, hasDefault, … }; }.
# `lib` is that of nixpkgs, `options` what evalModules gives. Where `outside` is a path, only options that are declared
# outside of it are told. `only` are the names at the top that are told; null tells all.
{
  lib,
  options,
  outside ? null,
  only ? null,
}:
let
  inherit (builtins)
    attrNames
    concatLists
    concatMap
    elem
    filter
    functionArgs
    hasContext
    head
    isAttrs
    isBool
    isFloat
    isFunction
    isInt
    isList
    isString
    listToAttrs
    match
    tryEval
    ;

  deepest = 8;

  # A type without its functions. Types may hold themselves, and then the description of a part may never end: that of
  # an option is in its documentation, and so is that of its freeform type.
  structOf =
    depth: type:
    let
      name = type.name or "unknown";
      part = structOf (depth + 1);
      nested = type.nestedTypes or { };
      payload = type.functor.payload or null;
      description = type.description or null;
      values = if isList payload then payload else payload.values or [ ];
      alternatives = t: if (t.name or "") == "either" then concatMap alternatives [ t.nestedTypes.left t.nestedTypes.right ] else [ t ];
      isFormat = (depth == 0 || type.isFreeform or false) && elem (type.description or null) [
        "JSON value"
        "YAML 1.1 value"
        "TOML value"
      ];
      described = if isString description then { desc = description; } else { };
    in
    if depth > deepest then
      { t = "..."; }
    else if isFormat then
      { t = "format"; } // described
    else if name == "either" then
      {
        t = "oneOf";
        of = map part (alternatives type);
      }
    else if name == "coercedTo" then
      {
        t = "coercedTo";
        from = part nested.coercedType;
        to = part nested.finalType;
      }
    else if name == "enum" then
      {
        t = "enum";
        values = filter (v: v == null || isString v || isInt v || isBool v) values;
      }
    else if name == "submodule" then
      { t = "submodule"; }
      // (if nested.freeformType or null == null then { } else { freeform = part (nested.freeformType // { isFreeform = depth == 0; }); })
    else if name == "attrTag" then
      {
        t = "attrTag";
        tags = attrNames (payload.tags or { });
      }
    else if name == "dagOf" then
      {
        t = "dagOf";
        nested.elemType = part nested.elemType;
      }
    else if nested ? elemType then
      {
        t = name;
        elem = part nested.elemType;
      }
    else if elem name [ "bool" "str" "int" "float" "package" "path" "attrs" "anything" "raw" "unspecified" ] then
      { t = name; }
    else
      { t = name; } // described;

  # Data as it stands; null where it is none, or where asking for it fails.
  plain =
    depth: value:
    if depth > 6 then
      null
    else if isString value then
      if hasContext value then null else { data = value; }
    else if value == null || isBool value || isInt value || isFloat value then
      { data = value; }
    else if isList value then
      let
        parts = map (plain (depth + 1)) value;
      in
      if lib.all (p: p != null) parts then { data = map (p: p.data) parts; } else null
    else if isAttrs value && !(value ? type) && !(value ? _type) && !(value ? __functor) && !(value ? outPath) then
      let
        parts = lib.mapAttrs (_: plain (depth + 1)) value;
      in
      if lib.all (p: p != null) (lib.attrValues parts) then { data = lib.mapAttrs (_: p: p.data) parts; } else null
    else
      null;

  defaultOf =
    option:
    if option ? defaultText then
      if isAttrs option.defaultText then { text = option.defaultText.text or ""; } else { text = toString option.defaultText; }
    else
      let
        tried = tryEval (builtins.deepSeq (plain 0 option.default) (plain 0 option.default));
      in
      if tried.success && tried.value != null then { json = tried.value.data; } else { };

  # mkRenamedOptionModule says it in its description alone.
  aliasOf =
    option:
    let
      description = option.description or "";
      text = if isAttrs description then description.text or "" else toString description;
      found = match "Alias of \\{option}`([^`]*)`\\." text;
    in
    if found == null then null else head found;

  isRemoved =
    option: option.visible or true == false && option ? apply && !(option ? default) && !(option ? description);

  factsOf =
    option:
    let
      alias = aliasOf option;
      said = name: value: if value then { ${name} = true; } else { };
    in
    {
      type = option.type.description or "unspecified value";
      struct = structOf 0 option.type;
      hasDefault = option ? default || option ? defaultText;
      declared = if option.declarations or [ ] == [ ] then null else toString (head option.declarations);
    }
    // (if option ? default || option ? defaultText then { defaultValue = defaultOf option; } else { })
    // said "readOnly" (option.readOnly or false)
    // said "internal" (option.internal or false)
    // (if option.visible or true == false then { visible = false; } else { })
    // said "apply" (option ? apply)
    // said "removed" (isRemoved option)
    // (if alias == null then { } else { aliasOf = alias; });

  isOutside = option: outside == null || lib.any (file: file != "<unknown-file>" && !(lib.hasPrefix outside (toString file))) (option.declarations or [ ]);

  walk =
    path: tree:
    concatLists (
      map (name: at (path ++ [ name ]) tree.${name}) (
        filter (name: name != "_module" && name != "_freeformOptions") (attrNames tree)
      )
    );

  at =
    path: node:
    if !(isAttrs node) then
      [ ]
    else if node._type or "" != "option" then
      walk path node
    else
      let
        alias = aliasOf node;
        # Options below a renamed one are those of its target.
        inner = if alias != null || isRemoved node || node.visible or true == "shallow" || lib.length path > 24 then { } else node.type.getSubOptions path;
        own = {
          loc = path;
          facts = factsOf node;
        };
        # What of it cannot be evaluated is left out.
        told = tryEval (builtins.deepSeq own own);
      in
      (if isOutside node && told.success then [ told.value ] else [ ]) ++ below path inner;

  # Elements stand at "<name>" or "*" below their set or list.
  below = path: inner: walkInner path inner;
  walkInner =
    path: inner:
    concatLists (
      map (
        name:
        let
          node = inner.${name};
          loc = node.loc or (path ++ [ name ]);
        in
        if isAttrs node && node._type or "" == "option" then at loc node else if isAttrs node then walkInner (path ++ [ name ]) node else [ ]
      ) (filter (name: name != "_module" && name != "_freeformOptions") (attrNames inner))
    );

  roots = if only == null then options else lib.filterAttrs (name: _: elem name only) options;
in
walk [ ] roots
