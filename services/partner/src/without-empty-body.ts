import type { IncomingHttpHeaders } from 'node:http'

/** Where a body may be left out: some clients announce JSON all the same, and send none. */
export const withoutEmptyBody = async ({ headers }: { headers: IncomingHttpHeaders }): Promise<void> => {
  if (headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0')
    delete headers['content-type']
}
