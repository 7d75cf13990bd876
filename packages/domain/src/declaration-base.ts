import type { Language } from './bilingual.ts'

/** How the declaration reached us. */
export type Channel = 'web' | 'phone' | 'counter' | 'registry' | 'api'

/** What every declaration says, whatever its kind. */
export type DeclarationBase = {
  readonly channel: Channel
  /** Of the notices to the declarant. */
  readonly language: Language
}
