/**
 * What a logged value may look like. An allow-listed name is not enough: a value that does not have its
 * field's shape is withheld, so that a sentence, a name with a space, a NAM or a NAS cannot pass under it.
 */
const shapes = {
  /** One of our own ids, a UUID. */
  id: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i,
  /** A word of a closed set: an agency, a service, a state, a reason's code. */
  word: /^[a-z][a-z\d-]{0,39}$/,
  /** A part of a library, by its own name. */
  part: /^[A-Z][A-Za-z]{0,39}$/,
  /** A topic or a consumer group. */
  label: /^[a-z][a-z\d]*(?:[._-][a-z\d]+){0,20}$/,
  /** Where we listen or connect: a URL's origin, or host and port. */
  origin:
    /^(?:https?:\/\/(?:[a-z\d][a-z\d.-]{0,80}|\[[\da-f:]{2,45}\])(?::\d{1,5})?|[a-z\d][a-z\d.-]{0,80}:\d{1,5})$/,
  /** A route as declared, with its parameters' names in place of values. */
  route: /^[A-Z]{3,7} \/[A-Za-z\d/:*._{}-]{0,100}$/,
  /** The class of an error. */
  errorName: /^[A-Z][A-Za-z]{1,59}$/,
  /** A system's error code (`ECONNREFUSED`), or an SQLSTATE. */
  errorCode: /^(?:[\dA-Z]{5}|[A-Z][A-Z_]{2,59})$/,
} as const

export type FieldShape = keyof typeof shapes | 'count' | 'flag'
export type FieldValue<Shape extends FieldShape> = Shape extends 'count'
  ? number
  : Shape extends 'flag'
    ? boolean
    : string

export const hasShape = (shape: FieldShape, value: unknown): boolean => {
  if (shape === 'count') return typeof value === 'number' && Number.isFinite(value)
  if (shape === 'flag') return typeof value === 'boolean'
  return typeof value === 'string' && value.length <= 200 && shapes[shape].test(value)
}
