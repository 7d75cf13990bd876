type Place = {
  readonly HOST: string
  readonly PORT: number
  readonly UNEFOIS_PUBLIC_URL?: string | undefined
}

const anyAddress: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }

/** The base of every link we hand out, without a slash at its end. */
export const publicUrl = ({ HOST, PORT, UNEFOIS_PUBLIC_URL }: Place): string => {
  const host = anyAddress[HOST] ?? (HOST.includes(':') ? `[${HOST}]` : HOST)
  return UNEFOIS_PUBLIC_URL ?? `http://${host}:${PORT}`
}
