import type { Answer } from './answer.ts'
import { importMunicipalityList } from './import-municipality-list.ts'

const help = `unefois: looks after an installation of Une fois

  unefois import municipalities FILE   takes over the official list of municipalities (CSV) into UNEFOIS_DATA;
                                       services read it when they start
  unefois help                         this text

Exit codes: 0 done, 64 called wrongly, 1 failed.
`

/** Runs what the words after `unefois` ask for. */
export const runCommand = async (words: readonly string[], dataFolder: string): Promise<Answer> => {
  const [command, subject, file] = words
  if (command === 'import' && subject === 'municipalities' && file !== undefined && words.length === 3)
    return importMunicipalityList(file, dataFolder)
  const asked = words.length === 1 && ['help', '--help', '-h'].includes(command ?? '')
  return asked ? { code: 0, out: help, err: '' } : { code: 64, out: '', err: help }
}
