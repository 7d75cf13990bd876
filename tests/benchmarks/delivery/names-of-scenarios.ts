import { isolationName } from './isolation.ts'
import { scenarios } from './scenarios.ts'

/** What `--scenario` takes. */
export const namesOfScenarios: readonly string[] = [...scenarios.map(({ name }) => name), isolationName]
