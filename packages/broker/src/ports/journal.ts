/** What a step tells operators: codes of the log catalogue with allow-listed fields, never personal data. */
export type Journal = {
  info(code: string, fields?: Readonly<Record<string, string | number | boolean>>): void
  alarm(code: string, fields?: Readonly<Record<string, string | number | boolean>>): void
}
