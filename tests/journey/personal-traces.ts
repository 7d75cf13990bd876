import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openPool } from '@unefois/store/pool.ts'

/** The simulators keep what they received in clear: they are the agencies. */
const skipped = new Set(['simulators'])

const filesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const nested = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesIn(path)
      return entry.isFile() ? [path] : []
    }),
  )
  return nested.flat()
}

/** What of `needles` the bytes hold, whatever the case of ASCII letters in them. */
export const needlesIn = (bytes: Buffer, needles: readonly string[]): readonly string[] =>
  needles.filter((needle) => bytes.includes(needle))

/** `path: needle` for each found in a file under the folders. A file that goes meanwhile is passed over. */
export const tracesInFolders = async (
  folders: readonly string[],
  needles: readonly string[],
): Promise<{ readonly files: number; readonly traces: readonly string[] }> => {
  const files = [...new Set((await Promise.all(folders.map(filesIn))).flat())]
  const traces: string[] = []
  let bytes = 0
  for (const file of files) {
    const content = await readFile(file).catch(() => Buffer.alloc(0))
    bytes += content.length
    traces.push(...needlesIn(content, needles).map((needle) => `${file}: ${needle}`))
  }
  return { files: bytes === 0 ? 0 : files.length, traces }
}

/** `table: needle` for each found in a row, bytes read as text. Writes everything to the files first. */
export const tracesInTables = async (
  databaseUrl: string,
  needles: readonly string[],
): Promise<{ readonly rows: number; readonly traces: readonly string[] }> => {
  const pool = openPool(databaseUrl, {
    max: 1,
    applicationName: 'unefois-journey',
    statementTimeoutMs: 60_000,
  })
  try {
    await pool.query('checkpoint')
    const { rows: tables } = await pool.query<{ tablename: string }>(
      `select tablename from pg_tables where schemaname = 'public'`,
    )
    const traces: string[] = []
    let count = 0
    for (const { tablename } of tables) {
      const { rows } = await pool.query<Record<string, unknown>>(`select * from "${tablename}"`)
      count += rows.length
      for (const row of rows) {
        const columns = Object.values(row).map((value) =>
          Buffer.isBuffer(value) ? value : Buffer.from(textOf(value)),
        )
        traces.push(...needlesIn(Buffer.concat(columns), needles).map((needle) => `${tablename}: ${needle}`))
      }
    }
    return { rows: count, traces }
  } finally {
    await pool.end()
  }
}

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? String(member) : member)) ?? ''
