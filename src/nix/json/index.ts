export { JsonError, type JsonMaker, parseJson } from './parse.ts'
export { jsonString } from './print.ts'
