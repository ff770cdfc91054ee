export { machine } from './disk.ts'
export { type Mount, mountInputs } from './mounted.ts'
export { type Found, firstChange, type Read, type Recorder, recordInputs, replayInputs } from './recording.ts'
export { type Files, type TreeFile, treeFolder, treeOf } from './tree.ts'
