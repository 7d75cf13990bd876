/** What `serviceOfPath` can lead to, and the rest, in the order in which a journey meets them. */
export const serviceNames = [
  'agency-simulator',
  'intake',
  'relay',
  'delivery',
  'acknowledgement',
  'operations',
  'partner',
] as const

export type ServiceName = (typeof serviceNames)[number]

export type SeparatePlace = {
  /** Of the front door; the services listen on the ports above it. */
  readonly port: number
  /** The simulators' control port; they use those above it. */
  readonly simulatorPort: number
  readonly dataDir: string
  readonly databaseUrl: string
  /** `host:port`, comma-separated. */
  readonly brokers: string
  /** Over the demonstration's own. */
  readonly settings?: Readonly<Record<string, string>>
}

export type SeparateService = {
  readonly name: ServiceName
  /** Path from the repository's root. */
  readonly program: string
  readonly url: string
  /** Answers 200 once it can do its work. */
  readonly readyUrl: string
  readonly settings: Readonly<Record<string, string>>
}

const publicUrlOf = ({ port }: Pick<SeparatePlace, 'port'>): string => `http://127.0.0.1:${port}`

/** As `npm start` has it: whatever is not given is open, as for a demonstration. */
const sharedSettings = (place: SeparatePlace): Record<string, string> => ({
  UNEFOIS_AUTH: 'demo',
  UNEFOIS_HOLD: 'PT0S',
  UNEFOIS_SIMULATORS: 'on',
  ...place.settings,
  UNEFOIS_DATA: place.dataDir,
  DATABASE_URL: place.databaseUrl,
  KAFKA_BROKERS: place.brokers,
  SIMULATOR_PORT: String(place.simulatorPort),
  UNEFOIS_PUBLIC_URL: publicUrlOf(place),
  UNEFOIS_BROKER_URL: publicUrlOf(place),
})

/** Every service as a program of its own on 127.0.0.1, with what each is told. Pure. */
export const separateServices = (place: SeparatePlace): readonly SeparateService[] =>
  serviceNames.map((name, position) => {
    const port = name === 'agency-simulator' ? place.simulatorPort : place.port + position
    const url = `http://127.0.0.1:${port}`
    return {
      name,
      program: `services/${name}/src/main.ts`,
      url,
      readyUrl: name === 'agency-simulator' ? `${url}/saaq/stats` : `${url}/health/ready`,
      settings: { ...sharedSettings(place), PORT: String(port) },
    }
  })
