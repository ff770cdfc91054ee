{ x, y ? x, ... }@all: {
  inherit x y;
  here = ./e.txt;
  names = builtins.attrNames all;
}
