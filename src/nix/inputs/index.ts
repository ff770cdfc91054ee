export { machine } from './disk.ts'
export { type Mount, mountInputs } from './mounted.ts'
export { firstChange, type Read, type Recorder, recordInputs } from './recording.ts'
