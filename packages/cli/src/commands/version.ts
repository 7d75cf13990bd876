import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Command } from '../command.ts'

const Package = z.object({ version: z.string() })

/** This program's own version. */
export const version: Command = {
  name: 'version',
  summary: 'command.version',
  operands: [],
  options: [],
  run: async () => {
    const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8')
    const document = Package.parse(JSON.parse(text))
    return { document, text: `unefois ${document.version}\n` }
  },
}
