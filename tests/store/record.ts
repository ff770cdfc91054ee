import { writeFileSync } from 'node:fs'
import { askNix } from './oracle.ts'

writeFileSync(new URL('fixtures/answers.json', import.meta.url), `${JSON.stringify(askNix(), null, 1)}\n`)
