# An image of any value that JSON can hold. What throws is "<error>"; what is no data is named in "<…>".
let
  attempt =
    fallback: value:
    let
      tried = builtins.tryEval value;
    in
    if tried.success then tried.value else fallback;

  # The values of a definition without its properties: none where its condition is false.
  discharge =
    value:
    let
      kind = if builtins.isAttrs value then value._type or null else null;
    in
    if kind == "if" then
      (if value.condition then discharge value.content else [ ])
    else if kind == "merge" then
      builtins.concatLists (map discharge value.contents)
    else if kind == "override" then
      map (content: {
        "<priority>" = value.priority;
        inherit content;
      }) (discharge value.content)
    else if kind == "order" then
      map (content: {
        "<order>" = value.priority;
        inherit content;
      }) (discharge value.content)
    else if kind == "definition" then
      discharge value.value
    else
      [ value ];

  serialise =
    depth: given:
    let
      tried = builtins.tryEval given;
      value = tried.value;
      type = builtins.typeOf value;
      kind = attempt null (value._type or null);
      inside = serialise (depth - 1);
      all = given: map inside (attempt [ "<error>" ] (discharge given));
    in
    if !tried.success then
      "<error>"
    else if type == "lambda" then
      "<function>"
    else if type == "path" then
      toString value
    else if type == "string" then
      builtins.unsafeDiscardStringContext value
    else if type != "set" && type != "list" then
      value
    else if depth == 0 then
      "<deep>"
    else if type == "list" then
      builtins.concatLists (map all value)
    else if attempt null (value.type or null) == "derivation" then
      {
        "<derivation>" = attempt (attempt "<error>" value.name) (
          builtins.unsafeDiscardStringContext value.drvPath
        );
      }
    else if kind == "option" then
      "<option>"
    else if kind == "pkgs" || value ? callPackage && value ? stdenv then
      {
        "<packages>" = attempt null (builtins.unsafeDiscardStringContext (value.kernel or value.hello or { drvPath = null; }).drvPath);
      }
    else if value ? __functor then
      "<function>"
    else if kind == "flake" || value ? outPath then
      { "<source>" = attempt "<error>" (toString value.outPath); }
    else
      builtins.listToAttrs (
        builtins.concatLists (
          map (
            name:
            let
              values = all value.${name};
              one = builtins.head values;
            in
            if values == [ ] then
              [ ]
            else
              [
                {
                  # JSON would call it, and it is no function any more.
                  name = if name == "__toString" then "<__toString>" else name;
                  value = if builtins.length values == 1 then one else { "<merge>" = values; };
                }
              ]
          ) (builtins.attrNames value)
        )
      );
in
given:
let
  values = attempt [ given ] (discharge given);
in
if builtins.length values == 1 then
  serialise 16 (builtins.head values)
else
  { "<merge>" = map (serialise 16) values; }
