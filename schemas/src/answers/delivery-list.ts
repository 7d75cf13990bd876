import { z } from 'zod'
import { DeliverySummary } from './delivery-summary.ts'

export const DeliveryList = z.object({ items: z.array(DeliverySummary), next: z.string().nullable() })
