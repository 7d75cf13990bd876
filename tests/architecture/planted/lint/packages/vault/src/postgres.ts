import pg from 'pg'

export const b = pg
