import type { TestProject } from 'vitest/node'
import { type PostgresForTests, startPostgresForTests } from './start-postgres-for-tests.ts'

declare module 'vitest' {
  // Augmenting the library's own interface.
  interface ProvidedContext {
    /** Connection to the server of this run, and the name of the migrated template to clone. */
    postgres: { readonly adminUrl: string; readonly template: string }
  }
}

/** Shared by all vitest projects of a run: each loads its own copy of this module. */
type Shared = { users: number; server: Promise<PostgresForTests> | null }

const key = Symbol.for('unefois.postgres-for-tests')

function shared(): Shared {
  const holder = globalThis as typeof globalThis & { [key]?: Shared }
  holder[key] ??= { users: 0, server: null }
  return holder[key]
}

/** vitest `globalSetup`: name this file in every project that has `*.db.test.ts`; one server serves them all. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const use = shared()
  use.users += 1
  use.server ??= startPostgresForTests()
  const server = await use.server
  project.provide('postgres', { adminUrl: server.adminUrl, template: server.template })
  return async () => {
    use.users -= 1
    if (use.users > 0) return
    use.server = null
    await server.stop()
  }
}
