import kafkajs from 'kafkajs'

export const b = kafkajs
