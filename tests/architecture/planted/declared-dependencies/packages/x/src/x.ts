import pg from 'pg'
import type { A } from '@unefois/quebec/a.ts'
import { x } from '@unefois/x/y.ts'
export const y: A = [pg, x, await import('undici')]
