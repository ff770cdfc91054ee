export { parseDerivation, printDerivation } from './aterm.ts'
export { decodeBase32, encodeBase32 } from './base32.ts'
export { binaryCache, type StoreWriter } from './binary-cache.ts'
export { type StoreContent, type StoreContents, type StoreEntry, storeClosure } from './contents.ts'
export { type Derivation, type DerivationOutput, fixedOutput } from './derivation.ts'
export { StoreError } from './error.ts'
export {
  base16,
  digestSize,
  formatHash,
  type Hash,
  type HashAlgorithm,
  type HashFormat,
  hashBytes,
  hashSink,
  sha256Hex,
} from './hash.ts'
export {
  type DerivationRequest,
  derivationClosure,
  hashDerivationModulo,
  type Instantiated,
  instantiate,
  type KnownDerivation,
  type KnownDerivations,
  learnDerivation,
} from './instantiate.ts'
export { dumpNar, type FileStatus, type FileTree, type FileType, hashNar, type PathFilter } from './nar.ts'
export { hashAlgorithm, hashFormat, parseHash } from './parse-hash.ts'
export {
  checkStoreName,
  type FileIngestion,
  makeFixedOutputPath,
  makeOutputPath,
  makeTextPath,
  nameOfStorePath,
  outputPathName,
  outputPlaceholder,
  parseStoreBaseName,
  storePathOf,
} from './store-path.ts'
