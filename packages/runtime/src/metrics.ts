import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** One registry a thread, handed to whoever measures. Labels are closed sets: never an id, never a person. */
export type Metrics = {
  readonly registry: Registry
  /** Reads figures anew each time somebody collects; one that fails keeps the others from nobody. */
  beforeCollection(read: () => Promise<void>): void
  /** Figures that another thread keeps, under names of their own, as Prometheus reads them. */
  alsoCollect(read: () => Promise<string>): void
  /** Everything, as Prometheus reads it. */
  collected(): Promise<string>
  counter<Label extends string>(name: string, help: string, labels?: readonly Label[]): Counter<Label>
  gauge<Label extends string>(name: string, help: string, labels?: readonly Label[]): Gauge<Label>
  /** `buckets` in the unit that the name ends with. */
  histogram<Label extends string>(
    name: string,
    help: string,
    options: { readonly labels?: readonly Label[]; readonly buckets: readonly number[] },
  ): Histogram<Label>
}

/** `own` leaves out what Node says of the whole program, where another thread of it says that already. */
export const createMetrics = (service: string, which: 'all' | 'own' = 'all'): Metrics => {
  const registry = new Registry()
  registry.setDefaultLabels({ service })
  if (which === 'all') collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const readers: (() => Promise<void>)[] = []
  const others: (() => Promise<string>)[] = []
  return {
    registry,
    beforeCollection: (read) => void readers.push(read),
    alsoCollect: (read) => void others.push(read),
    collected: async () => {
      await Promise.allSettled(readers.map((read) => read()))
      const read = await Promise.allSettled(others.map((other) => other()))
      const texts = read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      return [await registry.metrics(), ...texts].join('\n')
    },
    counter: (name, help, labels = []) => new Counter({ name, help, labelNames: [...labels], registers }),
    gauge: (name, help, labels = []) => new Gauge({ name, help, labelNames: [...labels], registers }),
    histogram: (name, help, { labels = [], buckets }) =>
      new Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers }),
  }
}
