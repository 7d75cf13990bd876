import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts } from './free-ports.ts'
import { type Program, startProgram, untilReady } from './start-program.ts'

export type UneFois = {
  readonly url: string
  /** Control port of the simulators. */
  readonly simulators: string
  readonly dataDir: string
  readonly program: Program
  /** Starts it again on the same data and ports, after `program.stop()` or `program.kill()`. */
  restart(settings?: Readonly<Record<string, string>>): Promise<UneFois>
  /** Stops it and removes its data. */
  dispose(): Promise<void>
}

/** The simulators' base port, one for each of up to 23 agencies, and the API's own. */
const portsNeeded = 25

const start = async (
  settings: Readonly<Record<string, string>>,
  dataDir: string,
  firstPort: number,
): Promise<UneFois> => {
  const port = firstPort + portsNeeded - 1
  const url = `http://127.0.0.1:${port}`
  const program = startProgram(
    'services/all-in-one/src/main.ts',
    {
      PORT: String(port),
      SIMULATOR_PORT: String(firstPort),
      UNEFOIS_DATA: dataDir,
      LOG_LEVEL: 'warn',
      ...settings,
    },
    ['--demonstration'],
  )
  await untilReady(program, url)
  return {
    url,
    simulators: `http://127.0.0.1:${firstPort}`,
    dataDir,
    program,
    restart: (more = {}) => start({ ...settings, ...more }, dataDir, firstPort),
    dispose: async () => {
      await program.stop()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The whole of it in one program, as `npm start` runs it, on free ports and data of its own. */
export const startUneFois = async (settings: Readonly<Record<string, string>> = {}): Promise<UneFois> =>
  start(settings, await mkdtemp(join(tmpdir(), 'unefois-')), await freePorts(portsNeeded))
