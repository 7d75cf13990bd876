import { z } from 'zod'

export const ParentRole = z.enum(['mother', 'father', 'parent'])
