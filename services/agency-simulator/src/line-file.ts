import { type FileHandle, open } from 'node:fs/promises'

/** A file to which lines are added, and which is read back at the next start. */
export type LineFile = {
  /** Resolves once the line was handed to the operating system by write(): it survives any death of ours. */
  append(line: string): Promise<void>
  /** The lines written so far, oldest first, without their ends. */
  read(): AsyncGenerator<string>
  /** Puts these lines in place of all. */
  replace(lines: readonly string[]): Promise<void>
  /** Waits for what is under way. */
  close(): Promise<void>
}

const chunkBytes = 256 * 1024
const newline = 10

/** Length of the file up to the end of its last whole line. What follows was never answered for. */
const wholeLength = async (file: FileHandle): Promise<number> => {
  const chunk = Buffer.alloc(chunkBytes)
  let end = (await file.stat()).size
  while (end > 0) {
    const start = Math.max(0, end - chunkBytes)
    const { bytesRead } = await file.read(chunk, 0, end - start, start)
    const at = chunk.subarray(0, bytesRead).lastIndexOf(newline)
    if (at !== -1) return start + at + 1
    end = start
  }
  return 0
}

async function* linesOf(file: FileHandle, length: number): AsyncGenerator<string> {
  let carried = Buffer.alloc(0)
  for (let at = 0; at < length; ) {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(chunkBytes),
      0,
      Math.min(chunkBytes, length - at),
      at,
    )
    if (bytesRead === 0) return
    at += bytesRead
    const text = Buffer.concat([carried, buffer.subarray(0, bytesRead)])
    const end = text.lastIndexOf(newline) + 1
    carried = text.subarray(end)
    if (end > 0)
      yield* text
        .subarray(0, end - 1)
        .toString()
        .split('\n')
  }
}

const writeWhole = async (file: FileHandle, bytes: Buffer, position: number): Promise<void> => {
  for (let done = 0; done < bytes.length; ) {
    done += (await file.write(bytes, done, bytes.length - done, position + done)).bytesWritten
  }
}

type Waiting = { readonly line: string; resolve(): void; reject(error: unknown): void }

/**
 * Lines that arrive while one write() is under way leave together in the next, so that thousands a second cost
 * hundreds of writes. Each write goes to a known position: one that failed half way is written over.
 */
export const openLineFile = async (path: string): Promise<LineFile> => {
  await (await open(path, 'a')).close()
  const file = await open(path, 'r+')
  let length = await wholeLength(file)
  await file.truncate(length)
  let waiting: Waiting[] = []
  let turn: Promise<unknown> = Promise.resolve()

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work)
    turn = done.catch(() => {
      // Whoever asked for the work has the rejection; the next turn must come all the same.
    })
    return done
  }

  const flush = async (): Promise<void> => {
    const batch = waiting
    waiting = []
    try {
      const bytes = Buffer.from(`${batch.map(({ line }) => line).join('\n')}\n`)
      await writeWhole(file, bytes, length)
      length += bytes.length
      for (const { resolve } of batch) resolve()
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  return {
    append: (line) =>
      new Promise((resolve, reject) => {
        if (waiting.push({ line, resolve, reject }) === 1) void inTurn(flush)
      }),
    read: () => linesOf(file, length),
    replace: (lines) =>
      inTurn(async () => {
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
        length = 0
        await file.truncate(0)
        await writeWhole(file, bytes, 0)
        length = bytes.length
      }),
    close: () => inTurn(() => file.close()),
  }
}
