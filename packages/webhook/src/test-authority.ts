import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** PEM, both. */
export type TestIdentity = { readonly cert: string; readonly key: string }

export type TestAuthority = {
  /** PEM of its own certificate. */
  readonly cert: string
  /** A certificate for a DNS name, valid from an hour ago for a day unless told otherwise. */
  issue(name: string, validity?: Validity): TestIdentity
}

type Validity = { readonly from: Date; readonly until: Date }

// The little of DER (ITU-T X.690) that a certificate takes.
const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts)
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'))
const octets = (content: Buffer) => der(0x04, content)
const yes = der(0x01, Buffer.from([255]))
const time = (at: Date) => der(0x18, Buffer.from(at.toISOString().replace(/[-:T]/g, '').replace(/\.\d+/, '')))
const nameOf = (name: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))))

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const isAuthority = sequence(oid('551d13'), yes, octets(sequence(yes)))
const isNamed = (name: string) => sequence(oid('551d11'), octets(sequence(der(0x82, Buffer.from(name)))))

const newKey = (): { key: string; publicKey: Buffer } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }),
  }
}

type Subject = { readonly name: string; readonly publicKey: Buffer; readonly extension: Buffer }

const certificate = (
  subject: Subject,
  issuer: { readonly name: string; readonly key: KeyObject },
  { from, until }: Validity,
): string => {
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    nameOf(issuer.name),
    sequence(time(from), time(until)),
    nameOf(subject.name),
    subject.publicKey,
    der(0xa3, sequence(subject.extension)),
  )
  const signature = der(0x03, Buffer.from([0]), sign('sha256', signed, issuer.key))
  const base64 = sequence(signed, ecdsaWithSha256, signature).toString('base64')
  // A signature's length varies, and with it the last line's: an empty one makes the whole unreadable to OpenSSL.
  const lines = base64.match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

const hourMs = 3_600_000
const today = (): Validity => ({
  from: new Date(Date.now() - hourMs),
  until: new Date(Date.now() + 24 * hourMs),
})

/** A certificate authority for the length of a test, so that dates, names and chains can be had as needed. */
export const newTestAuthority = (name: string): TestAuthority => {
  const own = newKey()
  const issuer = { name, key: createPrivateKey(own.key) }
  return {
    cert: certificate({ name, publicKey: own.publicKey, extension: isAuthority }, issuer, today()),
    issue: (subject, validity = today()) => {
      const { key, publicKey } = newKey()
      return {
        key,
        cert: certificate({ name: subject, publicKey, extension: isNamed(subject) }, issuer, validity),
      }
    },
  }
}
