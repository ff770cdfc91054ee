import { ownPlace } from './attrs.ts'
import { Applying } from './call.ts'
import { done } from './force.ts'
import { Attrs, Lambda, type Slot, Thunk } from './values.ts'

/** Where a slot that nothing names was written, as far as it can be told: a set, a function, or what is to be applied. */
export function placeOfSlot(slot: Slot): number {
  let at: Slot = slot
  while (at instanceof Thunk) {
    if (at.code instanceof Applying) at = at.code.callee
    else if (at.code === done) at = at.data as Slot
    else return 0
  }
  if (at instanceof Attrs) return ownPlace(at)
  return at instanceof Lambda ? at.code.place : 0
}
