import { z } from 'zod'
import { FiledConsent } from '../filing/filed-consent.ts'

/** Whether one adult of a household consents, and how that is known; `person` is a position in `persons`. */
export const ConsentAnswer = FiledConsent.extend({ person: z.int().min(0).max(19) })
