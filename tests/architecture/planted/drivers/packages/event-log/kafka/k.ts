import { Kafka } from 'kafkajs'
import pg from 'pg'
export const k = [Kafka, pg]
