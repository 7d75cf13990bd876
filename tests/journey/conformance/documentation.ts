import { expect, test } from 'vitest'
import type { Where } from './where.ts'

const paths = [
  '/v1/declarations',
  '/v1/declarations/preview',
  '/v1/declarations/{id}',
  '/v1/deliveries/{id}/acknowledgement',
  '/v1/agencies',
  '/v1/operations/deliveries',
  '/v1/operations/deliveries/{id}',
  '/v1/operations/deliveries/{id}/replay',
  '/v1/operations/deliveries/{id}/set-aside',
  '/v1/operations/partners',
  '/v1/operations/agencies/{agency}/networks',
  '/v1/partner/endpoints',
  '/v1/partner/endpoints/{id}',
  '/v1/partner/endpoints/{id}/keys/rotate',
  '/v1/partner/endpoints/{id}/test',
  '/v1/partner/subscriptions',
  '/v1/partner/subscriptions/{id}',
  '/.well-known/jwks.json',
  '/health/live',
  '/health/ready',
]

type Operation = {
  readonly summary?: string
  readonly responses?: Readonly<Record<string, unknown>>
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
}
type Document = {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

const references = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    name === '$ref' && typeof member === 'string' ? [member] : references(member),
  )
}

const leadsSomewhere = (document: unknown, reference: string): boolean => {
  let at: unknown = document
  for (const step of reference.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof at !== 'object' || at === null || !(name in at)) return false
    at = (at as Record<string, unknown>)[name]
  }
  return reference.startsWith('#/')
}

/** What is published of the API is there, and whole. */
export const documentation = (where: Where): void => {
  const documents = async (): Promise<readonly Document[]> =>
    Promise.all(
      where().place.services.map(async (url) => {
        const answer = await fetch(`${url}/documentation/json`)
        expect(answer.status).toBe(200)
        return (await answer.json()) as Document
      }),
    )

  test('the OpenAPI document has every path', async () => {
    const described = (await documents()).flatMap((document) => Object.keys(document.paths))
    for (const path of paths) expect(described).toContain(path)
  })

  test('every operation is explained, with its answers and the parameters of its path', async () => {
    for (const document of await documents()) {
      expect(document.openapi).toMatch(/^3\./)
      expect(document.info.title).not.toBe('')
      for (const reference of references(document))
        expect([reference, leadsSomewhere(document, reference)]).toEqual([reference, true])
      for (const [path, operations] of Object.entries(document.paths))
        for (const [method, { summary, responses, parameters }] of Object.entries(operations)) {
          expect(summary, `${method} ${path}`).toBeTypeOf('string')
          expect(Object.keys(responses ?? {}).length, `${method} ${path}`).toBeGreaterThan(0)
          const inPath = (parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name)
          expect(inPath.sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort())
        }
    }
  })

  test('there is a page for people, and health for machines', async () => {
    for (const url of where().place.services) {
      const page = await fetch(`${url}/documentation`)
      expect(page.status).toBe(200)
      expect(page.headers.get('content-type')).toMatch(/^text\/html/)
      await page.body?.cancel()
      expect(await (await fetch(`${url}/health/live`)).json()).toEqual({ status: 'live' })
      expect(await (await fetch(`${url}/health/ready`)).json()).toMatchObject({ status: 'ready' })
    }
  })
}
