import pg from 'pg'
export { Kafka } from 'kafkajs'
export const e = pg
