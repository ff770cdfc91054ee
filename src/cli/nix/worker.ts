import { enableCompileCache } from 'node:module'

// A thread has no part in the cache of the one that started it, and the engine is most of what is loaded.
enableCompileCache()
await import('./evaluate.ts')
