import { EndpointAnswer, EndpointTestAnswer, KeysAnswer } from '@unefois/schemas/answers/endpoint-answer.ts'
import { z } from 'zod'
import type { Command } from '../command.ts'
import { pathTo } from '../connection/path-to.ts'
import { exitCodes } from '../exit-codes.ts'
import { plainText } from '../render/plain-text.ts'
import { renderKeys } from '../render/render-endpoints.ts'
import { wholeNumber } from '../words/typed-values.ts'

const path = '/v1/partner/endpoints'

const changeState = (word: 'pause' | 'resume', state: 'paused' | 'active'): Command => ({
  name: `endpoints ${word}`,
  summary: `command.endpoints-${word}`,
  operands: [{ name: 'ID' }],
  options: [],
  run: async ({ api, operands: [id = ''], style }) => {
    const document = await api.ask({
      method: 'PATCH',
      path: pathTo(path, id),
      body: { state },
      schema: EndpointAnswer,
    })
    return { document, text: `${style.say('done.endpoint', { id: document.id, state: document.state })}\n` }
  },
})

const remove: Command = {
  name: 'endpoints remove',
  summary: 'command.endpoints-remove',
  operands: [{ name: 'ID' }],
  options: [],
  run: async ({ api, operands: [id = ''], style }) => {
    await api.ask({ method: 'DELETE', path: pathTo(path, id), schema: z.unknown() })
    return { document: { id }, text: `${style.say('done.removed', { id: plainText(id) })}\n` }
  },
}

/** What the endpoint answered to a signed notification; exit code 1 when it did not receive it. */
const test: Command = {
  name: 'endpoints test',
  summary: 'command.endpoints-test',
  operands: [{ name: 'ID' }],
  options: [],
  run: async ({ api, operands: [id = ''], style }) => {
    const document = await api.ask({
      method: 'POST',
      path: pathTo(path, id, 'test'),
      schema: EndpointTestAnswer,
    })
    const { failure, status, durationMs, answer } = document
    const said =
      failure === null
        ? style.paint(
            'green',
            style.say('sentence.test-received', { status: status ?? '–', duration: durationMs }),
          )
        : style.paint('red', style.say('sentence.test-failed', { failure: plainText(failure) }))
    const text = `${said}\n${answer === '' ? '' : `${plainText(answer)}\n`}`
    return { document, text, code: failure === null ? exitCodes.done : exitCodes.failed }
  },
}

const rotate: Command = {
  name: 'keys rotate',
  summary: 'command.keys-rotate',
  operands: [{ name: 'ENDPOINT' }],
  options: ['overlap'],
  run: async ({ api, operands: [id = ''], options, style }) => {
    const overlapHours = wholeNumber(options, 'overlap', { min: 0, max: 168 })
    const document = await api.ask({
      method: 'POST',
      path: pathTo(path, id, 'keys', 'rotate'),
      body: { overlapHours },
      schema: KeysAnswer,
    })
    return { document, text: renderKeys(document, style) }
  },
}

/** What an agency decides of one of its endpoints. */
export const endpointDecisions: readonly Command[] = [
  changeState('pause', 'paused'),
  changeState('resume', 'active'),
  test,
  remove,
  rotate,
]
