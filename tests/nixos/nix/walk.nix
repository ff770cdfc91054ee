# Goes down a path of options: through sets of options, and inside an option's value by its type.
# A state is what is known of one place of it:
#   { loc; type; definitions; priority; meta; value; applies; depth }
# where `definitions` are those that make the value, in order, and `applies` says that NixOS changes the merged value.
lib:
let
  inherit (builtins)
    all
    any
    attrNames
    concatMap
    head
    isAttrs
    ;
  isOption = node: isAttrs node && (node._type or null) == "option";

  ofOption = option: depth: {
    inherit depth;
    inherit (option) loc type;
    applies = option ? apply;
    definitions = option.definitionsWithLocations;
    priority = option.highestPrio;
    meta = option.valueMeta or { };
    value = option.value;
  };

  ofElement =
    { applies, ... }: loc: type: definitions: depth:
    let
      merged = lib.mergeDefinitions loc type definitions;
    in
    {
      inherit applies loc type depth;
      definitions = merged.defsFinal;
      priority = merged.defsFinal'.highestPrio;
      meta = merged.checkedAndMerged.valueMeta;
      value = merged.mergedValue;
    };

  # A type that stands for another: which one, its definitions decide.
  resolved =
    state:
    let
      inherit (state) type definitions;
      nested = type.nestedTypes or { };
      takes = other: all (definition: other.check definition.value) definitions;
      as = other: resolved (ofElement state state.loc other definitions state.depth // keep);
      # What the option itself says of its definitions stays true.
      keep = { inherit (state) value priority; };
    in
    if state.meta ? configuration then
      state
    else if type.name == "nullOr" || type.name == "unique" || type.name == "uniq" then
      as nested.elemType
    else if type.name == "either" then
      as (if takes nested.left then nested.left else nested.right)
    else if type.name == "coercedTo" then
      if any (definition: nested.coercedType.check definition.value) definitions then
        state
      else
        as nested.finalType
    else if type.name == "subType" then
      taggedBy state
    else
      state;

  # disko's: one of several submodules, named by their option `type`. Their arguments are not to be seen from here.
  taggedBy =
    state:
    let
      tags = concatMap (
        { value, ... }: if isAttrs value && builtins.isString (value.type or null) then [ value.type ] else [ ]
      ) state.definitions;
      arguments = {
        file = "";
        value._module.args = {
          parent = {
            type = "rootNode";
            name = "root";
          };
          device = "/dev/null";
        };
      };
      inner = state.type.nestedTypes.${head tags};
    in
    if tags == [ ] then
      state
    else
      ofElement state state.loc inner ([ arguments ] ++ state.definitions) state.depth
      // {
        inherit (state) value priority definitions;
      };

  at =
    name: definitions:
    concatMap (
      { file, value, ... }:
      if isAttrs value && value ? ${name} then
        [
          {
            inherit file;
            value = value.${name};
          }
        ]
      else
        [ ]
    ) definitions;

  # Below an option or an element: the next state, a set of options, or null where the type does not tell.
  below =
    state: name:
    let
      inherit (state) type definitions meta;
      loc = state.loc ++ [ name ];
      depth = state.depth + 1;
      known = meta.attrs.${name} or { };
      # What NixOS evaluated already is not evaluated again.
      element =
        type: definitions:
        ofElement state loc type definitions depth
        // lib.optionalAttrs (known != { }) {
          meta = known;
          value = state.value.${name};
        };
    in
    if meta ? configuration then
      let
        inherit (meta.configuration) options _module;
        free = _module.freeformType;
        # Inside a submodule definitions come in reversed order.
        inner = ofElement state state.loc free (lib.reverseList definitions) state.depth;
      in
      if options ? ${name} then
        { node = options.${name}; inherit depth; }
      else if free == null then
        null
      else
        below (resolved inner) name
    else if type.name == "attrsOf" || type.name == "lazyAttrsOf" then
      element type.nestedTypes.elemType (at name definitions)
    else if type.name == "anything" && all ({ value, ... }: isAttrs value) definitions then
      element type (at name definitions)
    else
      null;

  # The last state that a path leads to; its depth says how far that is.
  follow =
    state: path:
    let
      next = below (resolved state) (head path);
    in
    if path == [ ] || next == null then state
    else if next ? node then
      let found = walk next.node (builtins.tail path) next.depth; in
      if found == null then state else found
    else follow next (builtins.tail path);

  walk =
    node: path: depth:
    if isOption node then follow (ofOption node depth) path
    else if path == [ ] || !(isAttrs node && node ? ${head path}) then null
    else walk node.${head path} (builtins.tail path) (depth + 1);
in
{
  # Nothing where the path leads to no option.
  find = options: path: walk options path 0;

}
