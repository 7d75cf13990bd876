import type { Stage } from './stage.ts'

/** Kafka's is null where the log is embedded. */
export type Versions = { readonly postgresql: string; readonly kafka: string | null }

export const versionsOf = async ({ records, kafka }: Pick<Stage, 'records' | 'kafka'>): Promise<Versions> => {
  const { rows } = await records.query<{ server_version: string }>('show server_version')
  return { postgresql: rows[0]?.server_version ?? 'unknown', kafka: kafka?.version ?? null }
}
