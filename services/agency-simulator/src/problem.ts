import type { ServerResponse } from 'node:http'

export type ProblemCode =
  | 'not-found'
  | 'method-not-allowed'
  | 'not-json'
  | 'behaviour-invalid'
  | 'too-large'
  | 'signature-invalid'
  | 'notice-invalid'
  | 'port-taken'
  | 'not-recorded'

const problems: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  'not-found': { status: 404, title: 'No such agency or path' },
  'method-not-allowed': { status: 405, title: 'Not with this method' },
  'not-json': { status: 400, title: 'The body is not JSON' },
  'behaviour-invalid': { status: 422, title: 'No such behaviour' },
  'too-large': { status: 413, title: 'The body is larger than 1 MiB' },
  'signature-invalid': { status: 401, title: 'The signature is not right' },
  'notice-invalid': { status: 422, title: 'Not a notice for this agency' },
  'port-taken': { status: 503, title: 'The port of the agency is taken by another program' },
  'not-recorded': { status: 500, title: 'It could not be recorded' },
}

/** Answers with a problem (RFC 9457). */
export const answerProblem = (response: ServerResponse, code: ProblemCode, detail = ''): void => {
  const { status, title } = problems[code]
  const problem = { type: `urn:unefois:simulator:${code}`, title, status, detail, code }
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem))
}
