{ lib, ... }:
{
  networking.firewall.allowedTCPPorts = "x"; # here: raw-file-type
}
