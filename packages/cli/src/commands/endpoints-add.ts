import { NewEndpointAnswer } from '@unefois/schemas/answers/endpoint-answer.ts'
import { z } from 'zod'
import type { Command } from '../command.ts'
import { readJsonFile } from '../connection/read-json-file.ts'
import { exitCodes } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import { renderNewEndpoint } from '../render/render-endpoints.ts'
import type { GivenOptions } from '../words/given-options.ts'
import { misuse } from '../words/misuse.ts'
import { wholeNumber } from '../words/typed-values.ts'

const Settings = z.record(z.string(), z.unknown())

const headersOf = (options: GivenOptions): Readonly<Record<string, string>> =>
  Object.fromEntries(
    options.values('header').map((header) => {
      const { name, value } = /^(?<name>[^:\s]+)\s*:\s*(?<value>.*)$/.exec(header)?.groups ?? {}
      if (name === undefined || value === undefined) throw misuse('failure.header-invalid')
      return [name, value]
    }),
  )

/** What stands in a file: client certificates and OAuth2 secrets have no place on a command line. */
const settingsOf = async (file: string | undefined): Promise<Readonly<Record<string, unknown>>> => {
  if (file === undefined) return {}
  const read = Settings.safeParse(await readJsonFile(file))
  if (read.success) return read.data
  throw new Failure(exitCodes.badInput, { key: 'failure.file-not-json', values: { file } })
}

/** Registers an endpoint; options win over the file of settings. */
export const endpointsAdd: Command = {
  name: 'endpoints add',
  summary: 'command.endpoints-add',
  operands: [{ name: 'URL' }],
  options: ['timeout', 'header', 'slots', 'rate', 'batch', 'settings'],
  run: async ({ api, operands: [url = ''], options, style }) => {
    const headers = headersOf(options)
    const given = {
      timeoutMs: wholeNumber(options, 'timeout', { min: 100, max: 30_000 }),
      slots: wholeNumber(options, 'slots', { min: 1, max: 256 }),
      ratePerSecond: wholeNumber(options, 'rate', { min: 1, max: 10_000 }),
      batchSize: wholeNumber(options, 'batch', { min: 1, max: 500 }),
      ...(Object.keys(headers).length > 0 && { headers }),
    }
    const chosen = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    const document = await api.ask({
      method: 'POST',
      path: '/v1/partner/endpoints',
      body: { ...(await settingsOf(options.value('settings'))), ...chosen, url },
      schema: NewEndpointAnswer,
    })
    return { document, text: renderNewEndpoint(document, style) }
  },
}
