/**
 * Public keys. EXAMPLES: replace every one before a host is installed, or nobody gets in.
 *
 * The document takes them from 1Password. opnix brings secrets at run time and `authorizedKeys` needs text when
 * NixOS is evaluated; public keys are no secrets, so they stand here.
 */
export const keys = {
  /** Of the key that 1Password's SSH agent holds: for logins and commits. */
  hbohlen: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEVYQU1QTEUtcmVwbGFjZS1oYm9obGVuLi4uLi4uLi4u',
  /** `/etc/ssh/ssh_host_ed25519_key.pub` of each host. */
  hosts: {
    yoga: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEVYQU1QTEUtcmVwbGFjZS15b2dhLi4uLi4uLi4uLi4u',
    zephyrus: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEVYQU1QTEUtcmVwbGFjZS16ZXBoeXJ1cy4uLi4uLi4u',
    hetzner: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEVYQU1QTEUtcmVwbGFjZS1oZXR6bmVyLXZwcy4uLi4u',
    ovh: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEVYQU1QTEUtcmVwbGFjZS1vdmgtdnBzLi4uLi4uLi4u',
  },
} as const
