import { runApiService } from '@unefois/assembly/run-api-service.ts'
import { startRelay } from './app.ts'
import { readConfig } from './config.ts'

await runApiService('relay', {
  title: 'Une fois: relay',
  config: readConfig,
  work: ({ foundations, journal }) => startRelay(foundations, journal),
})
