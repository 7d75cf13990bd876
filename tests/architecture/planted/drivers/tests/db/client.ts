import { Pool } from 'pg'
export const p = new Pool()
