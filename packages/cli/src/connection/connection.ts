import { isIP } from 'node:net'
import type { Environment } from '@unefois/runtime/parse-settings.ts'
import { exitCodes } from '../exit-codes.ts'
import { Failure } from '../failure.ts'
import type { GivenOptions } from '../words/given-options.ts'

/** Where the service is, and as whom it is asked. */
export type Connection = {
  /** Without a slash at its end. */
  readonly url: string
  /** Null: none is known, and the service will say so. */
  readonly token: string | null
}

const usualUrl = 'http://127.0.0.1:8080'
const demonstrationToken = 'demo-operator'

const isLoopback = (hostname: string): boolean => {
  const host = hostname.replace(/^\[(?<inside>.*)\]$/, '$<inside>')
  if (isIP(host) === 4) return host.startsWith('127.')
  return host === '::1' || host === 'localhost'
}

const readUrl = (typed: string, fromOption: boolean): URL => {
  const url = URL.canParse(typed) ? new URL(typed) : null
  if (url !== null && ['http:', 'https:'].includes(url.protocol)) return url
  const text = { key: 'failure.not-a-url', values: { name: fromOption ? '--url' : 'UNEFOIS_URL' } } as const
  throw new Failure(fromOption ? exitCodes.usage : exitCodes.badSetting, text)
}

const readToken = (typed: string, fromOption: boolean): string => {
  if (/^[\x21-\x7e]+$/.test(typed)) return typed
  const text = {
    key: 'failure.not-a-token',
    values: { name: fromOption ? '--token' : 'UNEFOIS_TOKEN' },
  } as const
  throw new Failure(fromOption ? exitCodes.usage : exitCodes.badSetting, text)
}

const given = (text: string | undefined): string | undefined => text?.trim() || undefined

/**
 * From the options, else from the environment. The demonstration's operator is taken for granted on this machine only:
 * nobody should learn by accident that a server elsewhere takes that token.
 */
export const readConnection = (options: GivenOptions, env: Environment): Connection => {
  const chosenUrl = options.value('url')
  const url = readUrl(chosenUrl ?? given(env['UNEFOIS_URL']) ?? usualUrl, chosenUrl !== undefined)
  const chosenToken = options.value('token')
  const token = chosenToken ?? given(env['UNEFOIS_TOKEN'])
  return {
    url: url.href.replace(/\/+$/, ''),
    token:
      token === undefined
        ? isLoopback(url.hostname)
          ? demonstrationToken
          : null
        : readToken(token, chosenToken !== undefined),
  }
}
