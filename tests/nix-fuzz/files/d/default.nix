{ c = 3; e = import ../a.nix; }
