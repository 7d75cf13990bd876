import type { SignedAcknowledgements } from '@unefois/broker/ports/signed-acknowledgements.ts'
import type { AgencyId, DeliveryId } from '@unefois/domain/ids.ts'
import { Refusal } from '@unefois/domain/refusal.ts'
import { createVerifier, type WebhookHeaders } from '@unefois/webhook/verify.ts'

export type SignedParts = {
  readonly signedAcknowledgements: SignedAcknowledgements
  /** `whsec_…` of the agency's endpoints, former ones too while their overlap lasts. */
  readonly acknowledgementKeys: (agency: AgencyId) => Promise<readonly string[]>
  readonly clock: { now(): Date }
}

export type Signed = { readonly headers: WebhookHeaders; readonly body: Buffer }

const longestId = 255

/**
 * The agency that signed an acknowledgement of this delivery, by the Standard Webhooks headers (`v1`) and a secret of
 * its endpoints. Every other signer, every late or altered one, and every delivery that does not exist is the same 401:
 * without a token nobody learns which ids are deliveries.
 */
export const verifySigned =
  ({ signedAcknowledgements, acknowledgementKeys, clock }: SignedParts) =>
  async (delivery: DeliveryId | null, { headers, body }: Signed): Promise<AgencyId> => {
    const agency = delivery === null ? null : await signedAcknowledgements.agencyOf(delivery)
    const secrets = agency === null ? [] : await acknowledgementKeys(agency)
    if (delivery === null || agency === null || secrets.length === 0) throw new Refusal('unauthenticated')
    const verify = createVerifier({ secrets, publicKeys: [] })
    const { verified } = verify({ headers, body, now: Math.floor(clock.now().getTime() / 1000) })
    const webhookId = String(headers['webhook-id'])
    if (!verified || webhookId.length > longestId) throw new Refusal('unauthenticated')
    if (!(await signedAcknowledgements.isFor(agency, webhookId, delivery)))
      throw new Refusal('unauthenticated')
    return agency
  }
