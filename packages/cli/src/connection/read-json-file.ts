import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { exitCodes } from '../exit-codes.ts'
import { Failure } from '../failure.ts'

/** The JSON in a file; `-` is standard input. */
export const readJsonFile = async (file: string): Promise<unknown> => {
  try {
    return JSON.parse(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'))
  } catch {
    throw new Failure(exitCodes.badInput, { key: 'failure.file-not-json', values: { file } })
  }
}
