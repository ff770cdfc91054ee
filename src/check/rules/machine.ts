import type { Reading } from './reading.ts'

/**
 * Whether the fleet says enough of a host to judge what it leaves out: where its root file system is, or that it is a
 * container. A host without is a sketch, or gets the rest from somewhere else.
 */
export function isWholeMachine(host: Reading): boolean {
  return host.closed && (isContainer(host) || hasRoot(host))
}

export function isContainer(host: Reading): boolean {
  return host.isOn('boot.isContainer') || host.isOn('boot.isNspawnContainer')
}

/** Whether a root file system is said, by `fileSystems` or by disko. */
export function hasRoot(host: Reading): boolean {
  if (host.names('fileSystems').includes('/')) return true
  if (
    host.texts().some(({ path, text }) => path[0] === 'disko' && path.at(-1) === 'mountpoint' && text === '/')
  )
    return true
  const nodev = host.names('disko.devices.nodev')
  return nodev.includes('/')
}
