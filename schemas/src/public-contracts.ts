import type { z } from 'zod'
import { AcknowledgementBody } from './acknowledgement.ts'
import { Activity } from './answers/activity.ts'
import { AgencyList } from './answers/agency-list.ts'
import { AgencyOverviewList } from './answers/agency-overview.ts'
import { CaseList } from './answers/case-list.ts'
import { DeadLetterList } from './answers/dead-letter-list.ts'
import { DeclarationAnswer } from './answers/declaration-answer.ts'
import { DeliveryDetail } from './answers/delivery-detail.ts'
import { DeliveryList } from './answers/delivery-list.ts'
import { EndpointAnswer, EndpointList } from './answers/endpoint-answer.ts'
import { FeedAcknowledged } from './answers/feed-acknowledged.ts'
import { FeedPage } from './answers/feed-page.ts'
import { KeySet } from './answers/key-set.ts'
import { OwnDeliveryDetail, OwnDeliveryList } from './answers/own-delivery.ts'
import { PartnerList } from './answers/partner-list.ts'
import { PreviewAnswer } from './answers/preview-answer.ts'
import { Problem } from './answers/problem.ts'
import { ReplayAnswer, ReplayList, ReplayPreview } from './answers/replay-answer.ts'
import { SubscriptionAnswer, SubscriptionList } from './answers/subscription-answer.ts'
import { AddressChangeFiling } from './declarations/address-change.ts'
import { BirthFiling } from './declarations/birth.ts'
import { DeathFiling } from './declarations/death.ts'
import { Notice } from './notice.ts'
import { Reminder } from './reminder.ts'
import { ActChange } from './requests/act-change.ts'
import { BulkReplayRequest } from './requests/bulk-replay-request.ts'
import { Calendar } from './requests/calendar.ts'
import { ConsentAnswer } from './requests/consent-answer.ts'
import { DeadLetterDecision } from './requests/dead-letter-decision.ts'
import { EndpointPatch, EndpointRequest } from './requests/endpoint-request.ts'
import { FeedAcknowledgements } from './requests/feed-acknowledgements.ts'
import { KeyRotation } from './requests/key-rotation.ts'
import { Networks } from './requests/networks.ts'
import { PauseRequest } from './requests/pause-request.ts'
import { ReplayRequest } from './requests/replay-request.ts'
import { ResolveCase } from './requests/resolve-case.ts'
import { SetAsideRequest } from './requests/set-aside-request.ts'
import { SubscriptionPatch, SubscriptionRequest } from './requests/subscription-request.ts'
import { Withdrawal } from './requests/withdrawal.ts'

/** Everything that crosses the wire, by the name of its generated JSON Schema. */
export const publicContracts: Readonly<
  Record<string, { readonly schema: z.ZodType; readonly io: 'input' | 'output' }>
> = {
  'address-change': { schema: AddressChangeFiling, io: 'input' },
  birth: { schema: BirthFiling, io: 'input' },
  death: { schema: DeathFiling, io: 'input' },
  'act-change': { schema: ActChange, io: 'input' },
  'consent-answer': { schema: ConsentAnswer, io: 'input' },
  withdrawal: { schema: Withdrawal, io: 'input' },
  calendar: { schema: Calendar, io: 'input' },
  'resolve-case': { schema: ResolveCase, io: 'input' },
  'endpoint-request': { schema: EndpointRequest, io: 'input' },
  'endpoint-patch': { schema: EndpointPatch, io: 'input' },
  'subscription-request': { schema: SubscriptionRequest, io: 'input' },
  'subscription-patch': { schema: SubscriptionPatch, io: 'input' },
  'key-rotation': { schema: KeyRotation, io: 'input' },
  networks: { schema: Networks, io: 'input' },
  acknowledgement: { schema: AcknowledgementBody, io: 'input' },
  'dead-letter-decision': { schema: DeadLetterDecision, io: 'input' },
  'pause-request': { schema: PauseRequest, io: 'input' },
  'bulk-replay-request': { schema: BulkReplayRequest, io: 'input' },
  'replay-request': { schema: ReplayRequest, io: 'input' },
  'set-aside-request': { schema: SetAsideRequest, io: 'input' },
  'feed-acknowledgements': { schema: FeedAcknowledgements, io: 'input' },
  notice: { schema: Notice, io: 'output' },
  reminder: { schema: Reminder, io: 'output' },
  'feed-page': { schema: FeedPage, io: 'output' },
  'feed-acknowledged': { schema: FeedAcknowledged, io: 'output' },
  'own-delivery-list': { schema: OwnDeliveryList, io: 'output' },
  'own-delivery': { schema: OwnDeliveryDetail, io: 'output' },
  declaration: { schema: DeclarationAnswer, io: 'output' },
  preview: { schema: PreviewAnswer, io: 'output' },
  problem: { schema: Problem, io: 'output' },
  'dead-letter-list': { schema: DeadLetterList, io: 'output' },
  'delivery-list': { schema: DeliveryList, io: 'output' },
  delivery: { schema: DeliveryDetail, io: 'output' },
  'case-list': { schema: CaseList, io: 'output' },
  activity: { schema: Activity, io: 'output' },
  endpoint: { schema: EndpointAnswer, io: 'output' },
  'endpoint-list': { schema: EndpointList, io: 'output' },
  subscription: { schema: SubscriptionAnswer, io: 'output' },
  'subscription-list': { schema: SubscriptionList, io: 'output' },
  'partner-list': { schema: PartnerList, io: 'output' },
  'key-set': { schema: KeySet, io: 'output' },
  'agency-list': { schema: AgencyList, io: 'output' },
  replay: { schema: ReplayAnswer, io: 'output' },
  'replay-list': { schema: ReplayList, io: 'output' },
  'replay-preview': { schema: ReplayPreview, io: 'output' },
  'agency-overview': { schema: AgencyOverviewList, io: 'output' },
}
