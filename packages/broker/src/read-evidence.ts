import { bodyContext } from './freeze-body.ts'
import type { OwnEvidence } from './ports/own-deliveries.ts'
import type { SealingKey, Vault } from './ports/vault.ts'

/** What an agency was sent and what it answered, readable; null where the declaration's key was destroyed. */
export const readEvidence = (
  vault: Pick<Vault, 'openKey'>,
  { delivery: { id }, declaration, frozenBody, wrappedKey, attempts }: OwnEvidence,
): { readonly sent: unknown; readonly answers: readonly (string | null)[] } => {
  const key = wrappedKey === null ? null : opened(() => vault.openKey(declaration, wrappedKey))
  const open = (key: SealingKey | null, context: string, sealed: Buffer | null): string | null =>
    key === null || sealed === null ? null : opened(() => key.open(context, sealed).toString())
  const sent = open(key, bodyContext(id), frozenBody)
  return {
    sent: sent === null ? null : (JSON.parse(sent) as unknown),
    answers: attempts.map(({ answer }) => open(key, `answer:${id}`, answer)),
  }
}

/** What cannot be opened (another root key) is shown as missing: the rest of the log is still worth reading. */
const opened = <Value>(open: () => Value): Value | null => {
  try {
    return open()
  } catch {
    return null
  }
}
