import { parentPort, workerData } from 'node:worker_threads'
import { askEngine, type NixQuestion } from './evaluate.ts'

parentPort!.postMessage((workerData as readonly NixQuestion[]).map(askEngine))
