import type { Acknowledgement } from '@unefois/domain/acknowledgement.ts'

const deadlineMs = 10_000

type Promised = { readonly deliveryId: string; readonly acknowledgement: Acknowledgement }

type Broker = { readonly agency: string; readonly brokerUrl: string; readonly stopped: AbortSignal }

/** One call with an acknowledgement that was promised: the status, or null when nobody answered. */
export const giveAcknowledgement = async (
  { deliveryId, acknowledgement }: Promised,
  { agency, brokerUrl, stopped }: Broker,
): Promise<number | null> => {
  try {
    const answer = await fetch(
      `${brokerUrl}/v1/deliveries/${encodeURIComponent(deliveryId)}/acknowledgement`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer demo-agency-${agency}` },
        body: JSON.stringify(acknowledgement),
        signal: AbortSignal.any([stopped, AbortSignal.timeout(deadlineMs)]),
      },
    )
    await answer.body?.cancel()
    return answer.status
  } catch {
    // For the caller the same as an answer that asks to come again.
    return null
  }
}
