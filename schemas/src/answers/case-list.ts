import { z } from 'zod'

/** Something that a person must decide, and where it arose. */
export const CaseAnswer = z.object({
  id: z.uuid(),
  /** `act-refused`: the état civil would not draw up the act, which is work for the clerk. */
  about: z.enum([
    'identity-conflict',
    'withdrawal-unconfirmed',
    'move-contested',
    'act-refused',
    'endpoint-paused',
  ]),
  text: z.string(),
  state: z.enum(['open', 'resolved']),
  /** Null where it is about an endpoint. */
  declaration: z.uuid().nullable(),
  reference: z.string().nullable(),
  endpoint: z.uuid().nullable(),
  agency: z.string().nullable(),
  delivery: z.uuid().nullable(),
  openedAt: z.iso.datetime(),
  resolvedAt: z.iso.datetime().nullable(),
  decision: z.string().nullable(),
  reason: z.string().nullable(),
})

export const CaseList = z.object({ items: z.array(CaseAnswer), next: z.string().nullable() })
