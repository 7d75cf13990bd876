import { expect, test } from 'vitest'
import { inventedMoveToAll } from '../../running/invented-move-to-all.ts'
import type { Program } from '../../running/start-program.ts'
import { toldLinesOf } from '../accounts.ts'
import { needlesIn, tracesInFolders, tracesInTables } from '../personal-traces.ts'
import { nextPerson, type Where } from './where.ts'

/** A person whom nothing else on the machine can be taken for. */
const conspicuous = () => {
  const move = inventedMoveToAll(nextPerson())
  const [person] = move.persons
  return {
    ...move,
    declarant: { person: 0, contact: { email: 'zenobie.quatorzepaquet@example.org', phone: '418 555-0177' } },
    persons: [{ ...person, name: { surname: 'Quatorzepaquet', given: 'Zénobie' }, birthDate: '1988-04-17' }],
    newAddress: { text: '4242, rue de la Girouette-Invisible, Québec (Québec) G1L 3K4' },
  }
}

/** Everything personal, as typed and as understood. */
const needlesOf = (move: ReturnType<typeof conspicuous>): readonly string[] => {
  const { nas = '', nam = '', permis = '' } = move.persons[0]?.identifiers ?? {}
  return [
    ...[
      'Quatorzepaquet',
      'QUATORZEPAQUET',
      'quatorzepaquet',
      'Zénobie',
      'ZENOBIE',
      'Girouette',
      'René-Lévesque',
    ],
    ...['Tremblay', 'TREMBLAY', 'Camille', 'example.org', '418 555', '418555'],
    ...[nas, nam, permis, permis.replaceAll('-', ''), '046454286', '046 454 286', 'TREC88541719'],
  ]
}

/** Without the invented person of the line to copy, which `npm start` prints for people. */
const logOf = (program: Program): string =>
  program
    .output()
    .split('\n')
    .filter((line) => !line.startsWith('curl '))
    .join('\n')

/** Nothing personal lies in clear anywhere but at the agencies. */
export const privacy = (where: Where): void => {
  test('names, numbers and addresses are in no log, metric, table or file', async () => {
    const { file, untilDeclaration, untilDelivery, simulators, place, citizen } = where()
    const move = conspicuous()
    const needles = needlesOf(move)
    await simulators.behave('saaq', { mode: 'reject', reason: 'Dossier introuvable' })
    const { id } = await file(move)
    await untilDelivery(id, 'saaq', 'rejected')
    const done = await untilDeclaration(id, 'needs-attention')
    await simulators.behave('saaq', { mode: 'accept' })
    await citizen.file({ ...move, persons: [{ ...move.persons[0], birthDate: 'Quatorzepaquet' }] })
    await citizen.get('/v1/declarations?reference=Quatorzepaquet')
    await citizen.get('/v1/declarations/Quatorzepaquet')

    // The search finds what is there: at the agency, everything it was told.
    const { delivery } = toldLinesOf(done)[0] ?? {}
    const atAgency = Buffer.from(JSON.stringify(await simulators.arrivals('saaq', delivery?.id ?? '')))
    expect(needlesIn(atAgency, needles)).toEqual(
      expect.arrayContaining(['Quatorzepaquet', 'Zénobie', 'Girouette']),
    )

    for (const [name, program] of place.programs)
      expect([name, needlesIn(Buffer.from(logOf(program)), needles)]).toEqual([name, []])
    for (const url of place.services) {
      const metrics = await (await fetch(`${url}/metrics`)).text()
      expect(metrics).toContain('# HELP')
      expect([url, needlesIn(Buffer.from(metrics), needles)]).toEqual([url, []])
    }
    const tables = await tracesInTables(place.databaseUrl, needles)
    expect(tables.rows).toBeGreaterThan(100)
    expect(tables.traces).toEqual([])
    const folders = await tracesInFolders(place.folders, needles)
    expect(folders.files).toBeGreaterThan(100)
    expect(folders.traces).toEqual([])
  })
}
