/**
 * Public keys. EXAMPLES: replace every one before a host is installed, or nobody gets in.
 *
 * The document takes them from 1Password. opnix brings secrets at run time and `authorizedKeys` needs text when
 * NixOS is evaluated; public keys are no secrets, so they stand here.
 */
export const keys = {
  /** What 1Password's SSH agent signs with. */
  hbohlen: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEV4YW1wbGVLZXlPZkhib2hsZW4xMjM0NTY3ODkwQUJD hbohlen@example',
  /** `/etc/ssh/ssh_host_ed25519_key.pub` of each host. */
  hosts: {
    yoga: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEV4YW1wbGVIb3N0S2V5T2ZZb2dhMTIzNDU2Nzg5MEFC root@yoga',
    zephyrus:
      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEV4YW1wbGVIb3N0S2V5T2ZaZXBoeXJ1czEyMzQ1Njc4 root@zephyrus',
    hetzner:
      'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEV4YW1wbGVIb3N0S2V5T2ZIZXR6bmVyMTIzNDU2Nzg5 root@hetzner-vps',
    ovh: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEV4YW1wbGVIb3N0S2V5T2ZPdmhWcHMxMjM0NTY3ODkw root@ovh-vps',
  },
} as const
