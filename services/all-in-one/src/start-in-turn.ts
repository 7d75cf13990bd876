export type Part = { stop(): Promise<void> }

/**
 * Starts parts one after the other and gives what stops them all, in the reverse order. Where one cannot start, those
 * before it are stopped and the error goes on.
 */
export const startInTurn = async <Started>(
  start: (started: (part: Part) => void) => Promise<Started>,
): Promise<Started & Part> => {
  const parts: Part[] = []
  const stop = async (): Promise<void> => {
    for (const part of parts.splice(0).reverse()) await part.stop()
  }
  try {
    return { ...(await start((part) => parts.push(part))), stop }
  } catch (error) {
    await stop()
    throw error
  }
}
