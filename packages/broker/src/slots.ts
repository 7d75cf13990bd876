export type Slots = {
  /** Resolves as soon as fewer than that many are taken; who came first goes first. */
  take(): Promise<void>
  leave(): void
}

/** So many at once, where how many may change from moment to moment. */
export const slots = (most: () => number): Slots => {
  let taken = 0
  const queue: (() => void)[] = []
  return {
    take: async () => {
      if (taken >= most() || queue.length > 0) await new Promise<void>((resolve) => queue.push(resolve))
      else taken += 1
    },
    // Freed slots go straight to who waits first, so that no newcomer slips in between.
    leave: () => {
      taken -= 1
      while (taken < most() && queue.length > 0) {
        taken += 1
        queue.shift()?.()
      }
    },
  }
}
