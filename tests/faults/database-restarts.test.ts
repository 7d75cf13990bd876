import { join } from 'node:path'
import { startEmbeddedPostgres } from '@unefois/store/embedded-postgres/start-embedded-postgres.ts'
import { expect, test } from 'vitest'
import { apiClient } from '../running/api-client.ts'
import { inventedMove } from '../running/invented-move.ts'
import { startStage } from './chaos/stage.ts'

test('while the database is away filing answers 503 with Retry-After; afterwards all goes on and nothing is lost', async () => {
  const stage = await startStage('embedded')
  const { ground, services } = stage
  try {
    await stage.file(40)
    await ground.postgres.stop()
    // Nobody who is told 503 has filed anything: this one would be found as misdelivered.
    const answer = await apiClient(services.intakeUrl, 'demo-citizen').file(inventedMove(900_001))
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await fetch(`${services.intakeUrl}/health/ready`)).status).toBe(503)

    const filing = stage.file(40)
    const again = await startEmbeddedPostgres({ dataDir: join(stage.dataDir, 'postgres') })
    try {
      expect(again.url).toBe(ground.databaseUrl)
      await filing
      expect(await stage.rest()).toMatchObject({ atRest: true })
      expect(await stage.violations()).toEqual([])
      for (const { counts } of Object.values(services.of)) expect(counts.crashes).toEqual([])
    } finally {
      await again.stop()
    }
  } finally {
    await stage.dispose()
  }
}, 300_000)
