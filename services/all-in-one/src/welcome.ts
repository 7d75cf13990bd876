import type { Config } from './config.ts'

const today = (): string => new Date().toLocaleDateString('en-CA', { timeZone: 'America/Toronto' })

/** An invented person's move, as one line that a shell accepts. */
const firstDeclaration = (address: string): string => {
  const body = {
    kind: 'address-change',
    channel: 'web',
    language: 'fr',
    effectiveOn: today(),
    declarant: { person: 0, contact: { email: 'camille@example.org' } },
    persons: [
      {
        name: { surname: 'Tremblay', given: 'Camille' },
        birthDate: '1988-04-17',
        sex: 'F',
        canadianCitizen: true,
        identifiers: { nas: '046 454 286', permis: 'T6123-170488-05' },
      },
    ],
    oldAddress: { text: '1234, boul. René-Lévesque O, app. 4, Québec QC G1S 1W8' },
    newAddress: { text: '87, 1re Avenue, Québec QC G1L 3K4' },
  }
  return (
    `curl -s ${address}/v1/declarations -H 'Authorization: Bearer demo-citizen' -H 'Content-Type: application/json'` +
    ` -H "Idempotency-Key: $RANDOM$RANDOM" -d '${JSON.stringify(body)}'`
  )
}

/** What a person reads first: what to do, and where to look. */
export const welcome = (address: string, config: Config): string =>
  `
Une fois is running on ${address}   (Ctrl-C stops all of it; data stay in ${config.UNEFOIS_DATA})

File a first declaration (one line to copy):

${firstDeclaration(address)}

Then follow it, with the reference from the answer (UF-…):

curl -s -H 'Authorization: Bearer demo-citizen' '${address}/v1/declarations?reference=UF-…'

Where to look
  the API, described            ${address}/documentation
  who is told what, and why     ${address}/v1/agencies
  what an agency received       http://${config.HOST}:${config.SIMULATOR_PORT}/saaq/received
  is it well                    ${address}/health/ready    ${address}/metrics
  many declarations at once     npm run demo      (in another terminal)

`
