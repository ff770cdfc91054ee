export { parseJson } from './parse.ts'
export { jsonString } from './print.ts'
