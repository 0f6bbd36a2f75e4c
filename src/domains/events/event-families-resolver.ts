import { Args, Authorized, Resolver, Root, Subscription } from 'type-graphql';
import type { StoredEvent } from '../../events/types';
import { accountEvents } from './accounts';
import { AccountEvent } from './accounts/account-event';
import { callEvents } from './calls';
import { CallEvent } from './calls/call-event';
import { contactEvents } from './contacts';
import { ContactEvent } from './contacts/contact-event';
import type { EventType } from './event';
import type { EventMapping } from './event-mapping';
import { streamOf } from './event-stream';
import { eventOf } from './event-types';
import { FlowUpdated, flowUpdated } from './flows/flow-updated';
import { groupEvents } from './groups';
import { GroupEvent } from './groups/group-event';
import { HistorySynced, historySynced } from './history/history-synced';
import { MessageEchoed, messageEchoed } from './message-echoed';
import { partnerEvents } from './partners';
import { PartnerEvent } from './partners/partner-event';
import { phoneNumberEvents } from './phone-numbers';
import { PhoneNumberEvent } from './phone-numbers/phone-number-event';
import { routingEvents } from './routing';
import { ConversationRoutingEvent } from './routing/conversation-routing-event';
import { NEEDS, StreamArgs } from './stream-args';
import { templateEvents } from './templates';
import { TemplateEvent } from './templates/template-event';
import { trackingEvents } from './tracking';
import { TrackingEvent } from './tracking/tracking-event';

const streamOfKinds = (mappings: readonly EventMapping[]) => streamOf(mappings.map(({ kind }) => kind));

/** Subscriptions to one family of events each. */
@Resolver()
export class EventFamiliesResolver {
  @Authorized('events:subscribe')
  @Subscription(() => MessageEchoed, {
    description: `Messages that the business sent by another way than this gateway: the WhatsApp Business app, or another solution. ${NEEDS}`,
    subscribe: streamOfKinds([messageEchoed]),
  })
  messageEchoed(@Root() event: StoredEvent, @Args(() => StreamArgs) _args: StreamArgs): EventType {
    return eventOf(event);
  }

  @Authorized('events:subscribe')
  @Subscription(() => TemplateEvent, {
    description: `What happens to message templates: reviews, quality, edits, categories. ${NEEDS}`,
    subscribe: streamOfKinds(templateEvents),
  })
  templateUpdated(@Root() event: StoredEvent, @Args(() => StreamArgs) _args: StreamArgs): EventType {
    return eventOf(event);
  }

  @Authorized('events:subscribe')
  @Subscription(() => PhoneNumberEvent, {
    description: `What happens to business phone numbers: names, limits, two-step verification, settings, usernames. ${NEEDS}`,
    subscribe: streamOfKinds(phoneNumberEvents),
  })
  phoneNumberUpdated(@Root() event: StoredEvent, @Args(() => StreamArgs) _args: StreamArgs): EventType {
    return eventOf(event);
  }

  @Authorized('events:subscribe')
  @Subscription(() => AccountEvent, {
    description: `What happens to accounts and their portfolio: restrictions, reviews, alerts, capabilities, partners, errors that belong to no message. ${NEEDS}`,
    subscribe: streamOfKinds(accountEvents),
  })
  accountUpdated(@Root() event: StoredEvent, @Args(() => StreamArgs) _args: StreamArgs): EventType {
    return eventOf(event);
  }

  @Authorized('events:subscribe')
  @Subscription(() => ContactEvent, {
    description: `What is new about people: ids, opt-outs, the address book of the WhatsApp Business app. ${NEEDS}`,
    subscribe: streamOfKinds(contactEvents),
  })
  contactUpdated(@Root() event: StoredEvent, @Args(() => StreamArgs) _args: StreamArgs): EventType {
    return eventOf(event);
  }

  @Authorized('events:subscribe')
  @Subscription(() => CallEvent, {
    description: `What happens to calls. ${NEEDS}`,
    subscribe: streamOfKinds(callEvents),
  })
  callUpdated(@Root() event: StoredEvent, @Args(() => StreamArgs) _args: StreamArgs): EventType {
    return eventOf(event);
  }

  @Authorized('events:subscribe')
  @Subscription(() => GroupEvent, {
    description: `What happens to groups. ${NEEDS}`,
    subscribe: streamOfKinds(groupEvents),
  })
  groupUpdated(@Root() event: StoredEvent, @Args(() => StreamArgs) _args: StreamArgs): EventType {
    return eventOf(event);
  }

  @Authorized('events:subscribe')
  @Subscription(() => FlowUpdated, {
    description: `What happens to Flows: status, and how well they and their endpoints do. ${NEEDS}`,
    subscribe: streamOfKinds([flowUpdated]),
  })
  flowUpdated(@Root() event: StoredEvent, @Args(() => StreamArgs) _args: StreamArgs): EventType {
    return eventOf(event);
  }

  @Authorized('events:subscribe')
  @Subscription(() => HistorySynced, {
    description: `The history of the WhatsApp Business app, piece by piece. ${NEEDS}`,
    subscribe: streamOfKinds([historySynced]),
  })
  historySynced(@Root() event: StoredEvent, @Args(() => StreamArgs) _args: StreamArgs): EventType {
    return eventOf(event);
  }

  @Authorized('events:subscribe')
  @Subscription(() => PartnerEvent, {
    description: `What happens between partners: accounts shared, apps installed, multi-partner solutions. ${NEEDS}`,
    subscribe: streamOfKinds(partnerEvents),
  })
  partnerUpdated(@Root() event: StoredEvent, @Args(() => StreamArgs) _args: StreamArgs): EventType {
    return eventOf(event);
  }

  @Authorized('events:subscribe')
  @Subscription(() => ConversationRoutingEvent, {
    description: `What happens in conversations that several responders share: handovers, and what is said while another one has them. ${NEEDS}`,
    subscribe: streamOfKinds(routingEvents),
  })
  conversationRoutingUpdated(
    @Root() event: StoredEvent,
    @Args(() => StreamArgs) _args: StreamArgs,
  ): EventType {
    return eventOf(event);
  }

  @Authorized('events:subscribe')
  @Subscription(() => TrackingEvent, {
    description: `What people do with marketing messages and after ads: tapped links, leads, purchases. ${NEEDS}`,
    subscribe: streamOfKinds(trackingEvents),
  })
  trackingUpdated(@Root() event: StoredEvent, @Args(() => StreamArgs) _args: StreamArgs): EventType {
    return eventOf(event);
  }
}
