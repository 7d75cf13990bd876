import { describe, expect, it } from 'vitest'
import { isFromKafkajs } from './negative-timeout-warning.ts'

describe('isFromKafkajs', () => {
  it('knows kafkajs by its files, and nothing else', () => {
    expect(isFromKafkajs('at x (/a/node_modules/kafkajs/src/network/requestQueue/index.js:1:1)')).toBe(true)
    expect(isFromKafkajs('at x (C:\\a\\node_modules\\kafkajs\\src\\index.js:1:1)')).toBe(true)
    expect(isFromKafkajs('at x (/a/node_modules/undici/lib/index.js:1:1)')).toBe(false)
    expect(isFromKafkajs('at x (/home/kafkajs-fan/app.js:1:1)')).toBe(false)
    expect(isFromKafkajs(undefined)).toBe(false)
  })
})
