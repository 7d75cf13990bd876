import pg from 'pg'

const pool = new pg.Pool()
pool.query('select 1')
