/** As much of a V8 CPU profile (`--cpu-prof`) as is read here. */
export type CpuProfile = {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
  }[]
  readonly samples: readonly number[]
  /** Microseconds from the sample before. */
  readonly timeDeltas: readonly number[]
}

export type SelfTime = { readonly place: string; readonly ms: number; readonly share: number }

/** V8's own names for what is no function of ours, and for doing nothing. */
const idle: readonly string[] = ['(idle)', '(root)']

const shortened = (url: string): string => url.replace(/^file:\/\//, '').replace(/^.*\/node_modules\//, '')

/** Where the time went by itself, callees apart, most first; shares are of the time that was not idle. */
export const selfTimes = ({ nodes, samples, timeDeltas }: CpuProfile): readonly SelfTime[] => {
  const places = new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => {
      const name = functionName || '(anonymous)'
      return [id, url === '' ? name : `${name} ${shortened(url)}:${lineNumber + 1}`]
    }),
  )
  const times = new Map<string, number>()
  for (const [i, sample] of samples.entries()) {
    const place = places.get(sample) ?? '(unknown)'
    times.set(place, (times.get(place) ?? 0) + (timeDeltas[i] ?? 0) / 1000)
  }
  for (const name of idle) times.delete(name)
  const busy = [...times.values()].reduce((sum, ms) => sum + ms, 0)
  return [...times]
    .map(([place, ms]) => ({ place, ms, share: ms / busy }))
    .sort((one, other) => other.ms - one.ms)
}
