import { randomUUID } from 'node:crypto'
import { z } from 'zod'
export const a = [randomUUID, z]
