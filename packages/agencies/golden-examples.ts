import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'
import type { Concern, Payload } from '@unefois/domain/agency.ts'
import type { Kind, ViewOf } from '@unefois/domain/declarations/declaration.ts'

/** What an agency's file for a kind must make of one view; payload and answer are null when nothing leaves. */
export type GoldenExample<K extends Kind = Kind> = {
  readonly view: ViewOf<K>
  readonly concern: Concern
  readonly payload: Payload | null
  /** What the stand-in must answer, its reference apart. */
  readonly acknowledgement: Acknowledgement | null
}

/** The golden examples of an agency's folder for a kind, by file name. */
export const goldenExamples = (folder: string, kind: Kind): readonly (readonly [string, GoldenExample])[] => {
  const place = join(folder, 'examples', kind)
  return readdirSync(place).map((file) => [file, JSON.parse(readFileSync(join(place, file), 'utf8'))])
}
