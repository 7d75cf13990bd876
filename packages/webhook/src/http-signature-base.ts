/** What a signature covers: `@method`, `@target-uri` or a header's name in lower case, and its value. */
export type Component = readonly [name: string, value: string]

/** Whole numbers for times; text without quotation marks or backslashes. */
export type Parameter = readonly [name: string, value: number | string]

export type SignatureBase = {
  /** What is signed. */
  readonly base: string
  /** What the header `Signature-Input` says after the signature's label. */
  readonly input: string
}

/** The signature base of RFC 9421, section 2.5, parameters in the order given. Pure. */
export const signatureBase = (
  components: readonly Component[],
  parameters: readonly Parameter[],
): SignatureBase => {
  const names = components.map(([name]) => `"${name}"`).join(' ')
  const said = parameters.map(
    ([name, value]) => `;${name}=${typeof value === 'number' ? value : `"${value}"`}`,
  )
  const input = `(${names})${said.join('')}`
  const lines = components.map(([name, value]) => `"${name}": ${value}\n`).join('')
  return { base: `${lines}"@signature-params": ${input}`, input }
}
