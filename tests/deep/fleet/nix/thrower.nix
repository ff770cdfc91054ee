{ lib, ... }:
{
  networking.domain =
    throw "raw file"; # here: raw-file
}
