import { Kafka } from 'kafkajs'

export const b = Kafka
