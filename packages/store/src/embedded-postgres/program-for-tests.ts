// A program that runs the server until it is killed, and says on a line of JSON where it is.
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'

const server = await startEmbeddedPostgres({ dataDir: process.argv[2] ?? '' })
process.stdout.write(`${JSON.stringify({ url: server.url, pid: server.pid() })}\n`)
setInterval(() => undefined, 60_000)
