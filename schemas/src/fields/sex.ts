import { z } from 'zod'

export const Sex = z.enum(['F', 'M', 'X'])
