import { describe, expect, it } from 'vitest'
import { BadKafkaSetting, kafkaSettings } from './kafka-settings.ts'

describe('kafkaSettings', () => {
  it('has defaults', () => {
    expect(kafkaSettings({})).toMatchObject({ port: 9092, version: '4.3.1' })
  })

  it('takes what is set', () => {
    const settings = kafkaSettings({ KAFKA_PORT: '19092', KAFKA_VERSION: '3.9.2', UNEFOIS_DATA: '/data' })
    expect(settings).toEqual({ port: 19092, version: '3.9.2', dataFolder: '/data' })
  })

  it.each([
    { KAFKA_PORT: '0' },
    { KAFKA_PORT: '65536' },
    { KAFKA_PORT: 'abc' },
    { KAFKA_PORT: '-1' },
    { KAFKA_VERSION: '4.4.0' },
  ])('refuses %o', (environment) => {
    expect(() => kafkaSettings(environment)).toThrow(BadKafkaSetting)
  })
})
