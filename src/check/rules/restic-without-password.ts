import type { HostRule } from './rule.ts'

export const resticWithoutPassword: HostRule = {
  code: 'restic-without-password',
  severity: 'error',
  about: 'a restic backup without a password',
  *check(host) {
    for (const name of host.names('services.restic.backups')) {
      const path = ['services', 'restic', 'backups', name]
      if (host.mentions([...path, 'passwordFile']) || host.mentions([...path, 'environmentFile'])) continue
      if (!host.closed) continue
      yield {
        message: `The restic backup ${name} has neither passwordFile nor environmentFile.`,
        hint: 'Give it the file of a secret: passwordFile: secret.file(host).',
        path,
      }
    }
  },
}
