import { defineModule, importModule, inputs, nixos, option, t } from 'pantheros'

export const opnix = defineModule('security.opnix', {
  description: 'Brings secrets from 1Password to files, after the host has started.',
  options: {
    vault: option(t.str, { default: 'pantherOS', description: 'The vault that the service account reads.' }),
    tokenFile: option(t.path, {
      default: '/etc/opnix-token',
      description: "Holds the service account's token; put there once, by hand.",
    }),
    secrets: option(
      t.attrsOf(
        t.submodule({
          item: option(t.strMatching('[^/]+/[^/]+'), {
            description: 'Item and field in the vault: `Tailscale/auth-key`.',
          }),
          owner: option(t.str, { default: 'root', description: 'Who may read the file.' }),
          services: option(t.listOf(t.str), {
            default: [],
            description: 'Units that start after it and again when it changes.',
          }),
        }),
      ),
      { default: {}, description: 'Secrets by name.' },
    ),
  },
}).config(({ cfg }) => [
  // The document names github:opnix-dev/opnix, which does not exist, and never imports the module.
  importModule(inputs.opnix.nixosModules.default),
  nixos({
    services: {
      'onepassword-secrets': {
        enable: true,
        tokenFile: cfg.tokenFile,
        secrets: Object.fromEntries(
          Object.entries(cfg.secrets).map(([name, { item, owner, services }]) => [
            name,
            { reference: `op://${cfg.vault}/${item}`, owner, services },
          ]),
        ),
      },
    },
  }),
])
