export type KeptBriefly<Value> = { get(): Promise<Value>; forget(): void }

/** One reading for all who ask within `freshMs`; a failed one is not kept. */
export const keptBriefly = <Value>(read: () => Promise<Value>, freshMs: number): KeptBriefly<Value> => {
  let kept: { readonly at: number; readonly value: Promise<Value> } | null = null
  const forget = (): void => {
    kept = null
  }
  return {
    forget,
    get: async () => {
      if (kept === null || performance.now() > kept.at + freshMs)
        kept = { at: performance.now(), value: read() }
      const mine = kept
      try {
        return await mine.value
      } catch (error) {
        if (kept === mine) forget()
        throw error
      }
    },
  }
}
