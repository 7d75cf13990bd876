import { Kafka } from 'kafkajs'
import pg from 'pg'

const consumer = new Kafka({ brokers: [] }).consumer({ groupId: 'x' })
await consumer.commitOffsets([])
console.log(pg)
