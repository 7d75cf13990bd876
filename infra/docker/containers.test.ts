import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defaultKafkaVersion } from '../kafka-local/kafka-versions.ts'
import { serviceNames } from '../separate-services/separate-services.ts'
import { serviceOfPath } from '../separate-services/service-of-path.ts'

const root = join(import.meta.dirname, '..', '..')
const compose = readFileSync(join(root, 'docker-compose.yml'), 'utf8')
const gateway = readFileSync(join(import.meta.dirname, 'gateway.conf'), 'utf8')

test('every service has a container, whose program exists', () => {
  const commands = [...compose.matchAll(/command: \["(services\/([\w-]+)\/src\/main\.ts)"\]/g)]
  expect(commands.map(([, , name]) => name).sort()).toEqual([...serviceNames].sort())
  for (const [, program = ''] of commands) expect(existsSync(join(root, program))).toBe(true)
})

test('the gateway leads where the front door of separate processes leads', () => {
  const locations = [...gateway.matchAll(/location (\S+) \{ proxy_pass \$(\w+); \}/g)]
  expect(locations).toHaveLength(5)
  for (const [, path = '', service] of locations)
    expect([path, serviceOfPath(`${path}x`)]).toEqual([path, service])
})

test('the containers run the Kafka that the tests run on', () => {
  expect(compose).toContain(`image: apache/kafka:${defaultKafkaVersion}\n`)
})

test('deliveries may go to the containers’ own network', () => {
  const [, subnet] = /subnet: ([\d./]+)/.exec(compose) ?? []
  expect(subnet).toBeDefined()
  expect(compose).toContain(`UNEFOIS_ENDPOINT_ALLOW: ${subnet}\n`)
})
