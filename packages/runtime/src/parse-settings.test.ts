import { expect, test } from 'vitest'
import { z } from 'zod'
import { ConfigurationError } from './configuration-error.ts'
import { parseSettings } from './parse-settings.ts'
import { publicUrl } from './public-url.ts'
import { demonstrationSettings, settings } from './settings.ts'

const everything = z.object(settings)

const refusal = (env: Record<string, string>): string => {
  try {
    parseSettings(everything, env)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
  return 'accepted'
}

test('gives a demonstration what it needs when nothing is set', () => {
  expect(parseSettings(everything, {}, demonstrationSettings)).toEqual({
    HOST: '127.0.0.1',
    PORT: 8080,
    UNEFOIS_DATA: '.unefois',
    UNEFOIS_SIMULATORS: 'on',
    SIMULATOR_HOST: '127.0.0.1',
    SIMULATOR_PORT: 8090,
    UNEFOIS_AUTH: 'demo',
    UNEFOIS_HOLD: 0,
    UNEFOIS_BREAKER: true,
    UNEFOIS_ENDPOINT_ALLOW: [],
    UNEFOIS_KEEP_ATTEMPTS: 180 * 86_400_000,
    UNEFOIS_KEEP_DELIVERIES: 730 * 86_400_000,
    UNEFOIS_KEEP_DECLARATIONS: 1825 * 86_400_000,
    UNEFOIS_KEEP_AUDIT: 3650 * 86_400_000,
    UNEFOIS_KEEP_IDEMPOTENCY_KEYS: 7 * 86_400_000,
    LOG_LEVEL: 'info',
  })
})

test('reads every setting into its own type', () => {
  const read = parseSettings(everything, {
    PORT: '0',
    DATABASE_URL: 'postgres://u:p@db:5432/unefois',
    KAFKA_BROKERS: 'a:9092, b:9092',
    UNEFOIS_AUTH: 'demo',
    UNEFOIS_HOLD: 'PT1H',
    UNEFOIS_RETRY_SCHEDULE: 'PT1S,PT5S',
    UNEFOIS_BREAKER: 'off',
    UNEFOIS_ENDPOINT_ALLOW: '127.0.0.0/8, fd00::/8',
    UNEFOIS_PUBLIC_URL: 'https://declarations.example.org/',
  })
  expect(read).toMatchObject({
    PORT: 0,
    KAFKA_BROKERS: ['a:9092', 'b:9092'],
    UNEFOIS_HOLD: 3_600_000,
    UNEFOIS_RETRY_SCHEDULE: [1000, 5000],
    UNEFOIS_BREAKER: false,
    UNEFOIS_ENDPOINT_ALLOW: ['127.0.0.0/8', 'fd00::/8'],
    UNEFOIS_PUBLIC_URL: 'https://declarations.example.org',
  })
})

test('names every bad setting in one line, and shows no value', () => {
  const line = refusal({ PORT: '80801', UNEFOIS_HOLD: 'secret-canary', DATABASE_URL: 'mysql://u:canary@h/d' })
  expect(line).toBe(
    'PORT must be a port number, 0 to 65535; ' +
      'DATABASE_URL must be a URL such as postgres://user:password@host:5432/unefois; ' +
      'UNEFOIS_AUTH is missing; ' +
      'UNEFOIS_HOLD must be an ISO 8601 duration such as PT15M or P1D',
  )
})

test.each([
  ['UNEFOIS_AUTH', 'oidc'],
  ['UNEFOIS_RETRY_SCHEDULE', 'PT1S,soon'],
  ['UNEFOIS_KEEP_AUDIT', 'PT23H'],
  ['UNEFOIS_RETRY_SCHEDULE', ','],
  ['UNEFOIS_BREAKER', 'maybe'],
  ['UNEFOIS_ENDPOINT_ALLOW', '127.0.0.1'],
  ['UNEFOIS_ENDPOINT_ALLOW', '127.0.0.0/33'],
  ['KAFKA_BROKERS', 'localhost'],
  ['LOG_LEVEL', 'loud'],
  ['UNEFOIS_PUBLIC_URL', 'declarations.example.org'],
  ['SIMULATOR_PORT', '-1'],
])('refuses %s=%s', (setting, value) => {
  expect(refusal({ UNEFOIS_AUTH: 'demo', [setting]: value })).toMatch(
    new RegExp(`^${setting} must be [^;]+$`),
  )
})

test('refuses the demonstration tokens in production', () => {
  expect(refusal({ UNEFOIS_AUTH: 'demo', NODE_ENV: 'production' })).toBe(
    'UNEFOIS_AUTH must not be "demo" when NODE_ENV is production',
  )
  const production = () => parseSettings(everything, { NODE_ENV: 'production' }, demonstrationSettings)
  expect(production).toThrow(ConfigurationError)
})

test('takes an empty value for an unset one', () => {
  const read = parseSettings(z.object({ PORT: settings.PORT, DATABASE_URL: settings.DATABASE_URL }), {
    PORT: '',
    DATABASE_URL: '  ',
  })
  expect(read).toEqual({ PORT: 8080 })
})

test.each([
  [{ HOST: '127.0.0.1', PORT: 8080 }, 'http://127.0.0.1:8080'],
  [{ HOST: '0.0.0.0', PORT: 80 }, 'http://127.0.0.1:80'],
  [{ HOST: '::1', PORT: 8080 }, 'http://[::1]:8080'],
  [{ HOST: 'x', PORT: 1, UNEFOIS_PUBLIC_URL: 'https://d.example' }, 'https://d.example'],
])('links from %o start with %s', (place, url) => {
  expect(publicUrl(place)).toBe(url)
})
