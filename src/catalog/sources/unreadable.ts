/** What was read is not what it should be. The message says what, and where in it. */
export class UnreadableFacts extends Error {
  override readonly name = 'UnreadableFacts'
}
