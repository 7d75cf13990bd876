type ErrorFields = { readonly error: string; readonly errorCode?: string }

/**
 * All that may be logged of an error: its class and its system code. A text such as PostgreSQL's quotes the
 * offending value, which may be a person's.
 */
export const errorFields = (error: unknown): ErrorFields => {
  if (!(error instanceof Error)) return { error: 'NotAnError' }
  const code: unknown = 'code' in error ? error.code : undefined
  return { error: error.name, ...(typeof code === 'string' && { errorCode: code }) }
}
