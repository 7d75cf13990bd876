import type { PayloadSchema } from '@unefois/domain/agency.ts'
import { Notice as NoticeSchema } from '@unefois/schemas/notice.ts'
import { z } from 'zod'
import type { SimulatedAgency } from './simulated-agency.ts'

/** What an agency received, once its signature and its form were found right. */
export type Notice = z.output<typeof NoticeSchema>

export type NoticeReader = (
  body: Buffer,
  webhookId: string,
) => { readonly notice: Notice } | { readonly flaw: string }

const payloadsOf = ({ hears }: SimulatedAgency): Map<string, PayloadSchema> =>
  new Map(
    Object.entries(hears).flatMap(([kind, heard]) => ('payload' in heard ? [[kind, heard.payload]] : [])),
  )

/** Where it is wrong and how, as far as zod can say without quoting the value, which is personal. */
const flawOf = (error: unknown): string => {
  if (!(error instanceof z.ZodError)) return 'not readable'
  return error.issues
    .slice(0, 5)
    .map(({ path, code }) => `/${path.join('/')}: ${code}`)
    .join(', ')
}

/**
 * Reads a body as a notice for this agency: a CloudEvent that has the header's id, of a kind that the agency
 * hears, whose data is exactly what its schema for the kind allows. A withdrawal takes nothing to be allowed.
 */
export const noticeReader = (agency: SimulatedAgency): NoticeReader => {
  const payloads = payloadsOf(agency)
  return (body, webhookId) => {
    try {
      const notice = NoticeSchema.parse(JSON.parse(body.toString()))
      if (notice.id !== webhookId) return { flaw: '/id: not the webhook-id' }
      const [, kind = '', variant] = notice.type.split('.')
      const payload = payloads.get(kind)
      if (payload === undefined) return { flaw: '/type: nothing that this agency hears' }
      if (variant !== 'withdrawn') payload.parse(notice.data)
      return { notice }
    } catch (error) {
      return { flaw: flawOf(error) }
    }
  }
}
