import { AccountsResolver } from './accounts/accounts-resolver';
import { BroadcastRecipientResolver } from './broadcasts/broadcast-recipient-resolver';
import { BroadcastsResolver } from './broadcasts/broadcasts-resolver';
import { SteerBroadcastResolver } from './broadcasts/steer-broadcast-resolver';
import { BusinessesResolver } from './businesses/businesses-resolver';
import { ContactResolver } from './contacts/contact-resolver';
import { ContactOptOutsResolver, MarketingOptOutResolver } from './contacts/marketing-opt-outs';
import { WebhookDeliveriesResolver } from './deliveries/deliveries-resolver';
import { SchemaDriftResolver } from './events/drift/schema-drift-resolver';
import { EventFamiliesResolver } from './events/event-families-resolver';
import {
  EventFieldsResolver,
  FlowUpdatedResolver,
  MessageStatusUpdatedResolver,
  TemplateEventResolver,
} from './events/event-fields-resolver';
import { EventsResolver } from './events/events-resolver';
import { FlowsResolver } from './flows/flows-resolver';
import { AccountUsageResolver, SendingCapacityResolver } from './limits/limits-resolver';
import { UploadSessionResolver } from './media/create-upload-session';
import { MediaResolver } from './media/media-resolver';
import { ConversationResolver, PhoneNumberConversationsResolver } from './messages/conversation-resolver';
import { MediaReferenceResolver } from './messages/media-reference-resolver';
import { MessageContextResolver, MessageResolver } from './messages/message-resolver';
import { MarkMessageAsReadResolver } from './messages/send/mark-message-as-read';
import { SendMessageResolver } from './messages/send/send-message-resolver';
import { NodesResolver } from './nodes/nodes-resolver';
import { PhoneNumbersResolver } from './phone-numbers/phone-numbers-resolver';
import { MessageTemplateResolver } from './templates/message-template-resolver';
import { TemplatesResolver } from './templates/templates-resolver';

/** Every resolver class of the schema. */
export const resolvers = [
  AccountUsageResolver,
  AccountsResolver,
  BroadcastRecipientResolver,
  BroadcastsResolver,
  BusinessesResolver,
  ContactOptOutsResolver,
  ContactResolver,
  ConversationResolver,
  EventFamiliesResolver,
  EventFieldsResolver,
  EventsResolver,
  FlowUpdatedResolver,
  FlowsResolver,
  MarkMessageAsReadResolver,
  MarketingOptOutResolver,
  MediaReferenceResolver,
  MediaResolver,
  MessageContextResolver,
  MessageResolver,
  MessageStatusUpdatedResolver,
  MessageTemplateResolver,
  NodesResolver,
  PhoneNumberConversationsResolver,
  PhoneNumbersResolver,
  SchemaDriftResolver,
  SendMessageResolver,
  SendingCapacityResolver,
  SteerBroadcastResolver,
  TemplateEventResolver,
  TemplatesResolver,
  UploadSessionResolver,
  WebhookDeliveriesResolver,
] as const;
