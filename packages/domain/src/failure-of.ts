/** What may be said of an error in the journal: its name and code, never its text, which can quote anything. */
export const failureOf = (error: unknown): { readonly error: string; readonly errorCode?: string } => {
  if (!(error instanceof Error)) return { error: typeof error }
  const { code } = error as Error & { code?: unknown }
  return { error: error.name, ...(typeof code === 'string' && { errorCode: code }) }
}
