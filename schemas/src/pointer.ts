/** A JSON Pointer (RFC 6901): `pointer('persons', 0, 'name')` is `/persons/0/name`, the whole document is ``. */
export const pointer = (...segments: readonly PropertyKey[]): string =>
  segments.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
