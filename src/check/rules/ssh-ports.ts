import type { Reading } from './reading.ts'

const ssh = 'services.openssh'

/** The ports that the SSH server listens on; nothing where it is off or that is not certain. */
export function sshPorts(host: Reading): readonly number[] {
  if (host.said(`${ssh}.enable`) !== true || host.isUnsure(`${ssh}.ports`)) return []
  return host.list(`${ssh}.ports`).filter((port) => typeof port === 'number')
}
