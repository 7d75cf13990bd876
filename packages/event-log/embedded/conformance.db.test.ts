import { usePostgres } from '@unefois/tests/postgres-for-tests/use-postgres.ts'
import { eventLogConformance } from '../conformance/event-log-conformance.ts'

const postgres = usePostgres()

eventLogConformance({
  name: 'embedded',
  takeOverMs: 15_000,
  create: async () => ({
    opener: new URL('./log-for-tests.ts', import.meta.url).href,
    settings: { url: postgres.url },
    dispose: async () => undefined,
  }),
})
