import type { Launched, RunningServices } from '@unefois/infra/separate-services/launch-services.ts'

const line = (what: string, where: string): string => `  ${what.padEnd(30)}${where}\n`

/** What a person reads once every service is up. */
export const whereToLook = (
  { url, services }: RunningServices<Launched>,
  { brokers, simulatorPort }: { readonly brokers: string; readonly simulatorPort: number },
): string => `
Une fois is running as separate services behind ${url}   (Ctrl-C stops all of them)

${line('all of the API', url)}${[...services.values()]
  .filter(({ service }) => service.name !== 'agency-simulator')
  .map(({ service }) => line(`${service.name} alone`, `${service.url}/health/ready`))
  .join(
    '',
  )}${line('what an agency received', `http://127.0.0.1:${simulatorPort}/saaq/received`)}${line('Kafka', brokers)}${line('many declarations at once', 'npm run demo      (in another terminal)')}
`
