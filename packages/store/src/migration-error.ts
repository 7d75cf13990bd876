export type MigrationErrorCode =
  /** The database was migrated by a newer program. */
  | 'newer-schema'
  /** The text of a migration differs from what was applied. */
  | 'changed'
  /** The files are not numbered 0001, 0002, … without gap or repetition. */
  | 'misnumbered'
  /** PostgreSQL refused a statement; nothing of that migration was kept. */
  | 'failed'

/** The schema cannot be brought to what the program needs: services stop with exit code 78. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
  readonly code: MigrationErrorCode

  constructor(code: MigrationErrorCode, sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.code = code
  }
}
