import type { Command } from '../command.ts'
import { importMunicipalityList } from '../import-municipality-list.ts'
import { plainText } from '../render/plain-text.ts'

/** Takes over the official list of municipalities; needs no service. */
export const importMunicipalities: Command = {
  name: 'import municipalities',
  summary: 'command.import-municipalities',
  operands: [{ name: 'FILE' }],
  options: [],
  run: async ({ operands: [file = ''], dataFolder, style }) => {
    const document = await importMunicipalityList(file, dataFolder)
    const { read, skipped, kept } = document
    const values = { read, skipped, kept: plainText(kept) }
    const key = skipped === 0 ? 'done.imported' : 'done.imported-some'
    return { document, text: `${style.say(key, values)}\n` }
  },
}
