import { randomFillSync } from 'node:crypto'

const poolBytes = 8192

/** Random bytes drawn from the system 8 KiB at a time: one call for some 400 nonces instead of one each. */
export const randomPool = (): ((size: number) => Buffer) => {
  let pool = Buffer.alloc(0)
  let used = 0
  return (size) => {
    if (used + size > pool.length) {
      pool = randomFillSync(Buffer.allocUnsafe(Math.max(poolBytes, size)))
      used = 0
    }
    used += size
    return pool.subarray(used - size, used)
  }
}
