{ lib, ... }:
{
  services.nope.enable = true; # here: raw-file-option
}
