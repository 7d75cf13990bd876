import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { simulatorsOfTest } from './test-simulators.ts'

const { start, restart, behave, send, url, folder } = simulatorsOfTest()

describe('acknowledge-later', () => {
  type Call = { url: string | undefined; authorization: string | undefined; body: unknown }
  const closers: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0)) await close()
  })

  /** A broker that answers each call with the next of these statuses, the last one for ever. */
  const broker = async (...statuses: number[]) => {
    const calls: Call[] = []
    const server = createServer((request, response) => {
      let text = ''
      request.on('data', (chunk: Buffer) => {
        text += chunk.toString()
      })
      request.on('end', () => {
        calls.push({ url: request.url, authorization: request.headers.authorization, body: JSON.parse(text) })
        response.writeHead(statuses[Math.min(calls.length, statuses.length) - 1] ?? 500).end('{}')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closers.push(() => new Promise((resolve) => server.close(resolve)))
    return { calls, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
  }

  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10))
  }
  const settled = async () => {
    while (!(await readFile(join(folder(), 'notes.jsonl'), 'utf8')).includes('settled')) {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  test('202 first, then the acknowledgement as the agency, until it is taken', async () => {
    const { calls, url: brokerUrl } = await broker(503, 200)
    await start(brokerUrl)
    await behave({ mode: 'acknowledge-later', afterMs: 20 })
    const id = randomUUID()
    expect(await send({ id })).toMatchObject({ status: 202, body: Buffer.alloc(0) })
    await until(() => calls.length === 2)
    expect(calls[1]).toEqual({
      url: `/v1/deliveries/${id}/acknowledgement`,
      authorization: 'Bearer demo-agency-saaq',
      body: { outcome: 'accepted', reference: expect.stringMatching(/^SAAQ-/) },
    })
    await settled()
  })

  test.each([404, 409])('%d is the last word', async (status) => {
    const { calls, url: brokerUrl } = await broker(status)
    await start(brokerUrl)
    await behave({ mode: 'acknowledge-later', afterMs: 0 })
    await send()
    await settled()
    await restart(brokerUrl)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(calls).toHaveLength(1)
  })

  test('what is owed survives a restart, and emptying the ledger', async () => {
    await start('http://127.0.0.1:1')
    await behave({ mode: 'acknowledge-later', afterMs: 0 })
    const ids = [randomUUID(), randomUUID()]
    for (const id of ids) await send({ id })
    await fetch(url('/saaq/received'), { method: 'DELETE' })
    const { calls, url: brokerUrl } = await broker(200)
    await restart(brokerUrl)
    await until(() => calls.length === 2)
    expect(calls.map((call) => call.url?.split('/')[3]).sort()).toEqual([...ids].sort())
  })

  test('one sent again is owed again, with the same outcome', async () => {
    const { calls, url: brokerUrl } = await broker(200)
    await start(brokerUrl)
    await behave({ mode: 'acknowledge-later', afterMs: 0 })
    const id = randomUUID()
    await send({ id })
    await settled()
    await behave({ mode: 'reject', reason: 'non' })
    expect(await send({ id })).toMatchObject({ status: 202 })
    await until(() => calls.length === 2)
    expect(calls[1]).toEqual(calls[0])
  })
})
