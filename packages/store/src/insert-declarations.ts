import type { DeclarationToStore } from '@unefois/broker/ports/declarations.ts'
import type { PoolClient } from 'pg'
import { packed } from './packed.ts'

/** Declarations, their keys, idempotency keys, awaited acts and audit rows, in one statement. */
export const insertDeclarations = async (
  client: PoolClient,
  batch: readonly (DeclarationToStore & { readonly fullMatter: Buffer })[],
): Promise<void> => {
  const contents = packed(batch.map(({ content }) => content))
  await client.query({
    name: 'insert-declarations',
    text: `with filed as (
       select f.*, substring($17::bytea from start for length) as content
         from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[],
                     $8::timestamptz[], $9::bytea[], $10::text[], $11::text[], $12::bytea[], $13::uuid[], $14::uuid[],
                     $15::bytea[], $16::uuid[], $18::int[])
         as f(id, reference, kind, channel, account, office, start, submitted_at, wrapped_key, route, key, fingerprint, awaited, replaces, matter, duplicate_of, length)
     ), stored as (
       insert into declarations (id, reference, kind, channel, account, office, content, submitted_at, replaces, matter, duplicate_of)
       select id, reference, kind, channel, account, office, content, submitted_at, replaces, matter, duplicate_of
         from filed
     ), keyed as (
       insert into declaration_keys (declaration_id, wrapped_key) select id, wrapped_key from filed
     ), remembered as (
       insert into idempotency_keys (account, route, key, fingerprint, declaration_id, used_at)
       select account, route, key, fingerprint, id, submitted_at from filed
     ), awaiting as (
       insert into awaited_acts (delivery_id, declaration_id) select awaited, id from filed where awaited is not null
     )
     insert into audit_log (at, code, actor, declaration_id, facts)
     select submitted_at, 'declaration.accepted', account, id, jsonb_build_object('kind', kind, 'channel', channel)
       from filed`,
    values: [
      batch.map(({ id }) => id),
      batch.map(({ reference }) => reference),
      batch.map(({ kind }) => kind),
      batch.map(({ channel }) => channel),
      batch.map(({ account }) => account.id),
      batch.map(({ account }) => account.office ?? null),
      contents.starts,
      batch.map(({ submittedAt }) => submittedAt.toISOString()),
      batch.map(({ wrappedKey }) => wrappedKey),
      batch.map(({ idempotency }) => idempotency.route),
      batch.map(({ idempotency }) => idempotency.key),
      batch.map(({ idempotency }) => idempotency.fingerprint),
      batch.map(({ actAwaitedFrom }) => actAwaitedFrom),
      batch.map(({ replaces }) => replaces),
      batch.map(({ fullMatter }) => fullMatter),
      batch.map(({ duplicate }) => duplicate?.of ?? null),
      contents.bytes,
      contents.lengths,
    ],
  })
}
