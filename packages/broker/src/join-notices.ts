const open = Buffer.from('[')
const comma = Buffer.from(',')
const close = Buffer.from(']')

/** Notices as one JSON array (`application/cloudevents-batch+json`), each byte for byte as it was frozen. */
export const joinNotices = (bodies: readonly Buffer[]): Buffer =>
  Buffer.concat([open, ...bodies.flatMap((body, i) => (i === 0 ? [body] : [comma, body])), close])
