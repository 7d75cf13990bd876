import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { usePostgres } from '../postgres-for-tests/use-postgres.ts'
import { apiClient } from '../running/api-client.ts'
import { freePorts } from '../running/free-ports.ts'
import { inventedMove } from '../running/invented-move.ts'
import { startProgram, untilReady } from '../running/start-program.ts'

const postgres = usePostgres()

/**
 * Intake writes the outbox and never speaks to the event log, but said that it was not ready while Kafka was away: an
 * orchestrator would have turned declarants away for the loss of a broker, which may cost time and nothing else.
 */
test('intake is ready and accepts while Kafka is away', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'unefois-'))
  const [port, nobody] = [await freePorts(1), await freePorts(1)]
  const url = `http://127.0.0.1:${port}`
  const intake = startProgram('services/intake/src/main.ts', {
    PORT: String(port),
    DATABASE_URL: postgres.url,
    KAFKA_BROKERS: `127.0.0.1:${nobody}`,
    UNEFOIS_AUTH: 'demo',
    UNEFOIS_DATA: dataDir,
    LOG_LEVEL: 'warn',
  })
  try {
    await untilReady(intake, url, 20_000)
    const filed = await apiClient(url, 'demo-citizen').file(inventedMove(1))
    expect(filed.status).toBe(202)
    expect(await intake.stop()).toBe(0)
  } finally {
    await intake.kill()
    await rm(dataDir, { recursive: true })
  }
})
