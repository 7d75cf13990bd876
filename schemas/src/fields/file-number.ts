import { z } from 'zod'

/** The person's file number at the agency that receives it, and at no other. */
export const FileNumber = z.string().min(1).max(40)
