import { setTimeout as pause } from 'node:timers/promises'
import { DeadLetterAnswer, DeadLetterList } from '@unefois/schemas/answers/dead-letter-list.ts'
import { openPool } from '@unefois/store/pool.ts'
import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inventedMove, toldOfInventedMove } from '../../running/invented-move.ts'
import { until } from '../../running/until.ts'
import { nextPerson, type Where } from './where.ts'

/** From now on every key is stored altered, so that no consumer can open what it seals; the true ones are kept apart. */
const breakKeys = `
  create table true_keys (declaration_id uuid primary key, wrapped_key bytea);
  create function break_key() returns trigger language plpgsql as $$
  begin
    insert into true_keys values (new.declaration_id, new.wrapped_key);
    new.wrapped_key := set_byte(new.wrapped_key, 20, 255 - get_byte(new.wrapped_key, 20));
    return new;
  end $$;
  create trigger break_key before insert on declaration_keys for each row execute function break_key()`

const mendKeys = `
  drop trigger if exists break_key on declaration_keys;
  drop function if exists break_key;
  create table if not exists true_keys (declaration_id uuid, wrapped_key bytea);
  update declaration_keys k set wrapped_key = t.wrapped_key from true_keys t where t.declaration_id = k.declaration_id;
  drop table true_keys`

/** Longer than any program remembers a key that it has read. */
const rememberedMs = 2_500

/** What consumers could not read, until its cause is mended and an operator puts it back. */
export const deadLetters = (where: Where): void => {
  let pool: Pool
  beforeAll(() => {
    pool = openPool(where().place.databaseUrl, { max: 1, applicationName: 'unefois-test' })
  })
  afterAll(async () => {
    await pool.query(mendKeys)
    await pool.end()
  })

  const list = async (query: string) =>
    DeadLetterList.parse((await where().operator.get(`/v1/operations/dead-letters?limit=500${query}`)).body)
      .items
  const decide = (id: string, decision: 'put-back' | 'set-aside', body: unknown = { reason: 'test' }) =>
    where().operator.post(`/v1/operations/dead-letters/${id}/${decision}`, body)

  test('a record that nobody can read is listed, and delivered once it is mended and put back', async () => {
    const { file, untilDeclaration, simulators } = where()
    await pool.query(breakKeys)
    const { id } = await file(inventedMove(nextPerson()))
    const letters = await until('every consumer put it aside', async () => {
      const found = await list('&state=listed&cause=content')
      return toldOfInventedMove.every((agency) => found.some((letter) => letter.agency === agency)) && found
    })
    const letter = letters.find(({ agency }) => agency === 'saaq')
    expect(letter).toMatchObject({ topic: 'declarations.v1', state: 'listed' })
    await pool.query(mendKeys)
    await pause(rememberedMs)
    const answer = await decide(letter?.id ?? '', 'put-back', { reason: 'Clé rétablie' })
    expect([answer.status, DeadLetterAnswer.parse(answer.body).state]).toEqual([202, 'put-back'])
    const done = await untilDeclaration(id, 'completed')
    for (const line of done.plan)
      if (line.told)
        expect(await simulators.arrivals(line.agency, line.delivery.id)).toMatchObject([{ attempt: 1 }])
    expect((await list('&state=listed')).filter(({ agency }) => agency === 'saaq')).toEqual([])
    expect((await list('&state=put-back&agency=saaq')).map((one) => one.id)).toContain(letter?.id)
    expect((await decide(letter?.id ?? '', 'put-back')).status).toBe(202)
    expect((await decide(letter?.id ?? '', 'set-aside')).status).toBe(409)
  })

  test('only operators see and decide, with a reason, of those that exist', async () => {
    const { as } = where()
    expect((await as('demo-auditor').get('/v1/operations/dead-letters')).status).toBe(403)
    const [letter] = await list('')
    const id = letter?.id ?? ''
    expect((await as('demo-clerk').post(`/v1/operations/dead-letters/${id}/put-back`, {})).status).toBe(403)
    const { status, body } = await decide(id, 'set-aside', {})
    expect([status, body]).toMatchObject([422, { errors: [{ pointer: '/reason' }] }])
    for (const unknown of ['not-an-id', '01936f00-0000-7000-8000-000000000000'])
      expect((await decide(unknown, 'put-back')).status).toBe(404)
  })
}
