export type EmbeddedPostgresErrorCode =
  /** Another program that is alive runs the server of this data directory. */
  | 'in-use'
  /** No binaries for this machine, or they do not run on it. */
  | 'no-binaries'
  /** The data directory cannot be used as it is: whose it is, where it lies, what is in it. */
  | 'data-directory'
  /** initdb or postgres refused; the sentence ends with its own last lines. */
  | 'not-started'

/** Embedded PostgreSQL cannot run here: services stop with exit code 78 and this one line. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError'
  readonly code: EmbeddedPostgresErrorCode

  constructor(code: EmbeddedPostgresErrorCode, sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.code = code
  }
}
