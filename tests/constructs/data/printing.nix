{ pkgs, ... }:
{
  services.printing.drivers = [ pkgs.gutenprint ];
}
