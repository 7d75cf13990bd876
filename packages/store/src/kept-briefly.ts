export type KeptBriefly<Value> = { get(): Promise<Value>; forget(): void }

/**
 * One reading for all who ask while it goes on and for `freshMs` after it: however long it takes, there is one at a
 * time. After `forget` the next one who asks reads anew. A failed one is not kept.
 */
export const keptBriefly = <Value>(read: () => Promise<Value>, freshMs: number): KeptBriefly<Value> => {
  let kept: { until: number; readonly value: Promise<Value> } | null = null
  const forget = (): void => {
    kept = null
  }
  return {
    forget,
    get: async () => {
      if (kept !== null && performance.now() <= kept.until) return kept.value
      const mine = { until: Number.POSITIVE_INFINITY, value: read() }
      kept = mine
      try {
        const value = await mine.value
        mine.until = performance.now() + freshMs
        return value
      } catch (error) {
        if (kept === mine) forget()
        throw error
      }
    },
  }
}
