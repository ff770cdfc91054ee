import type { ByteString } from '../bytes.ts'
import type { FlakeAttrs } from './input-attrs.ts'

/**
 * What a flake knows of its source besides where it is, made of the attributes that pin it: `rev` and `shortRev`,
 * `lastModified` and its date, `revCount`, `narHash`.
 */
export function sourceInfo(attrs: FlakeAttrs): FlakeAttrs {
  const info: Record<string, ByteString | number | boolean> = {}
  const { type, narHash, rev, revCount, dirtyRev, dirtyShortRev, lastModified, submodules } = attrs
  if (narHash !== undefined) info['narHash'] = narHash
  if (type === 'git') info['submodules'] = submodules === true
  if (typeof rev === 'string') {
    info['rev'] = rev
    info['shortRev'] = rev.slice(0, 7)
  }
  if (revCount !== undefined) info['revCount'] = revCount
  if (dirtyRev !== undefined) info['dirtyRev'] = dirtyRev
  if (dirtyShortRev !== undefined) info['dirtyShortRev'] = dirtyShortRev
  if (typeof lastModified === 'number') {
    info['lastModified'] = lastModified
    info['lastModifiedDate'] = new Date(lastModified * 1000).toISOString().replaceAll(/\D/g, '').slice(0, 14)
  }
  return info
}
