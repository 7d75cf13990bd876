/** Branded ids: a string of one kind is never taken for one of another. All but the reference are UUIDs. */
declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** UUIDv7, so that ids sort by the instant they were made. */
export type DeclarationId = Branded<'declaration'>
/** UUIDv7; also the CloudEvents `id` of the record on the event log. */
export type PersonEventId = Branded<'person-event'>
/** UUIDv7; also the `webhook-id`, stable over retries and replays. */
export type DeliveryId = Branded<'delivery'>
/** Internal to the broker: no agency ever sees it (each has its own reference for the person). */
export type PersonId = Branded<'person'>
/** `saaq`, `ramq`, … or a partner's id; lower case, as in paths and topics. */
export type AgencyId = Branded<'agency'>
/** UUIDv7; an operator's decision to send many deliveries again. */
export type ReplayId = Branded<'replay'>
/** What people are given, e.g. `UF-7K3M-9QX2`; see `reference.ts`. */
export type Reference = Branded<'reference'>

export const agencyId = (id: string): AgencyId => id as AgencyId

/** Ids come from outside in paths and headers; what does not look like one leads to nothing. */
export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text)
