export const refusalCodes = [
  // the request
  'invalid',
  'not-found',
] as const
