import { randomInt } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** Below the range from which systems take the ports of outgoing connections (32768 on Linux). */
const range = { from: 20_000, to: 32_000 }

/** The port of the last start when it is free, else another free one. */
export async function choosePort(directory: string): Promise<number> {
  const remembered = await readFile(join(directory, 'port'), 'utf8').then(Number, () => Number.NaN)
  if (Number.isInteger(remembered) && (await isFree(remembered))) return remembered
  for (;;) {
    const port = randomInt(range.from, range.to)
    if (await isFree(port)) return port
  }
}

export async function rememberPort(directory: string, port: number): Promise<void> {
  await writeFile(join(directory, 'port'), String(port), { mode: 0o600 })
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
