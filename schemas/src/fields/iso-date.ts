import { z } from 'zod'

/** A calendar day in Québec, `YYYY-MM-DD`. */
export const IsoDate = z.iso.date()
