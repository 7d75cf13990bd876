import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { a } from '@unefois/domain/a.ts'
export const b = [randomUUID, z, a]
