import { expect, test } from 'vitest'
import { inventedMove } from '../../running/invented-move.ts'
import { declarationOf } from '../accounts.ts'
import { inventedBirth, inventedDeath } from '../invented-civil-status.ts'
import { sample } from '../sample.ts'
import { nextPerson, type Where } from './where.ts'

const clerk = 'demo-clerk'

/** Who files births and deaths, and who moves their acts. */
export const acts = (where: Where): void => {
  test('births and deaths are filed by clerks alone', async () => {
    const { fileAs, as } = where()
    for (const token of ['demo-citizen', 'demo-agent'])
      for (const body of [
        sample('birth.registered'),
        sample('birth.awaiting-act'),
        sample('death.registered'),
        inventedDeath(nextPerson()),
      ])
        for (const { status, body: problem } of [
          await fileAs(token, body),
          await as(token).post('/v1/declarations/preview', body),
        ])
          expect([token, status, problem]).toMatchObject([token, 403, { code: 'forbidden' }])
  })

  test('setting an act to where it is changes nothing; one in the register stays there', async () => {
    const { fileAs, change, untilDeclaration } = where()
    const { id } = declarationOf(await fileAs(clerk, inventedBirth(nextPerson(), 'constat-seul')))
    const set = (act: unknown) => change(clerk, `${id}/act`, act)
    for (const state of ['enquete', 'Enquête', 'enquete', 'déclaration seule', 'declaration-seule'])
      expect([state, (await set({ state })).status]).toEqual([state, 202])
    const registered = { state: 'inscrit', number: '1120269900003' }
    expect((await set(registered)).status).toBe(202)
    expect((await set(registered)).status).toBe(202)
    for (const act of [{ state: 'enquete' }, { state: 'inscrit', number: '1120269900004' }])
      expect(await set(act)).toMatchObject({ status: 409, body: { code: 'act-registered' } })
    await untilDeclaration(id, 'completed')
    expect((await set(registered)).status).toBe(202)
  })

  test('one filed as registered cannot move', async () => {
    const { fileAs, change } = where()
    const death = inventedDeath(nextPerson())
    const { id } = declarationOf(await fileAs(clerk, death))
    const answer = await change(clerk, `${id}/act`, { state: 'constat-seul' })
    expect(answer).toMatchObject({ status: 409, body: { code: 'act-registered' } })
  })

  test('a move has no act; another office’s declaration, none at all; and nobody but clerks moves one', async () => {
    const { fileAs, change } = where()
    const act = { state: 'concordance' }
    const own = declarationOf(await fileAs(clerk, { ...inventedMove(nextPerson()), channel: 'counter' }))
    expect(await change(clerk, `${own.id}/act`, act)).toMatchObject({ status: 409, body: { code: 'no-act' } })
    const another = declarationOf(
      await fileAs('demo-agent', { ...inventedMove(nextPerson()), channel: 'counter' }),
    )
    expect((await change(clerk, `${another.id}/act`, act)).status).toBe(404)
    const birth = declarationOf(await fileAs(clerk, inventedBirth(nextPerson(), 'enquete')))
    for (const token of ['demo-citizen', 'demo-agent', 'demo-operator'])
      expect([token, (await change(token, `${birth.id}/act`, act)).status]).toEqual([token, 403])
    for (const wrong of [{}, { state: 'somewhere' }, [], { state: 'inscrit' }])
      expect((await change(clerk, `${birth.id}/act`, wrong)).status).toBe(422)
  })
}
