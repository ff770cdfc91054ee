import { defineSecret, type Host, type Secret } from 'pantheros'

/** What opnix fetches from 1Password. Only the file it is written to can be said: the text never reaches the store. */
export const tailscaleAuthKey = fromVault('tailscaleAuthKey', 'Lets a host join the tailnet.')
export const resticPassword = fromVault('resticPassword', 'Encrypts the backups of all hosts.')
export const codespaceToken = fromVault('codespaceToken', 'Opens the editor in the browser.')

function fromVault(name: string, description: string): Secret {
  return defineSecret(name, {
    description,
    file: (host: Host) => host.config.services['onepassword-secrets'].secretPaths[name],
  })
}
