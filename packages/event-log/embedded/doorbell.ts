export type Doorbell = {
  ring(): void
  /** Resolves at the next ring, at once if it rang since the last wait, or after `withinMs`. */
  heard(withinMs?: number): Promise<void>
}

/** Lets a loop sleep until there may be something to do; rings while it works are not lost. */
export function doorbell(): Doorbell {
  let rung = false
  let answer: (() => void) | null = null
  return {
    ring() {
      rung = true
      answer?.()
    },
    async heard(withinMs) {
      let timer: NodeJS.Timeout | undefined
      if (!rung)
        await new Promise<void>((resolve) => {
          answer = resolve
          if (withinMs !== undefined) timer = setTimeout(resolve, withinMs)
        })
      clearTimeout(timer)
      answer = null
      rung = false
    },
  }
}
