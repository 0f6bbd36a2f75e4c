import { Field, ID, InputType } from 'type-graphql';
import { MessageDeliveryStatus, MessageDirection } from '../messages/message-enums';
import { EventKind } from './event-kind';

/** What an operation may leave out or give as null. */
type Given<T> = T[] | null | undefined;

@InputType({
  description:
    'Which events are wanted. Each list is an "any of"; the lists are joined by "and". What is left out does not restrict. ' +
    'A list must not be empty, nor have a text that is empty or an id that cannot be one, and the lists must not rule each ' +
    'other out (BAD_USER_INPUT).',
})
export class EventFilterInput {
  @Field(() => [ID], {
    nullable: true,
    description: 'Account (WABA) ids. Callers confined to some accounts only ever see events of those.',
  })
  accountIds?: Given<string>;

  @Field(() => [ID], {
    nullable: true,
    description:
      "Ids of business phone numbers (Meta's id, not the number): events whose `phoneNumberId` is one of them. Names, " +
      'quality, security and usernames come with the written number only (`displayPhoneNumber`). They match where an ' +
      'earlier message or status of the number told the gateway whose it is; for all others filter by `accountIds`, and ' +
      'compare `displayPhoneNumber` or `phoneNumber { id }`.',
  })
  phoneNumberIds?: Given<string>;

  @Field(() => [String], {
    nullable: true,
    description:
      'Customers: each a business-scoped user id, a parent user id, or a phone number in any usual spelling (`+1 (650) 555-1234`). ' +
      'Finds messages, statuses, echoes and calls of theirs, and changes that name them: preferences, new user ids and ' +
      'numbers (by the old one and by the new one), group members, handed-over conversations. Not pieces of the history ' +
      'and the address book of the app.',
  })
  contacts?: Given<string>;

  @Field(() => [EventKind], { nullable: true, description: 'Kinds of events.' })
  kinds?: Given<string>;

  @Field(() => [String], {
    nullable: true,
    description: "Meta's webhook fields: `messages`, `message_template_status_update`, …",
  })
  fields?: Given<string>;

  @Field(() => [String], {
    nullable: true,
    description:
      "Messages and echoes of these types, in Meta's words: `text`, `image`, `interactive`, … Together with `statuses`: either.",
  })
  messageTypes?: Given<string>;

  @Field(() => [MessageDeliveryStatus], {
    nullable: true,
    description:
      'Statuses of these values; `ACCEPTED`, `RECEIVED` and `UNRECOGNIZED` are none that Meta reports. Together with `messageTypes`: either.',
  })
  statuses?: Given<string>;

  @Field(() => [MessageDirection], {
    nullable: true,
    description:
      'Events between a customer and the business that go this way. `INBOUND`: messages received, calls of customers. ' +
      "`OUTBOUND`: statuses of the business's messages and calls, echoes, calls of the business. A call goes the same way " +
      'from its beginning to its end; one of which Meta does not say who calls goes neither. Every other event has no ' +
      'direction and is left out.',
  })
  directions?: Given<string>;

  @Field(() => [ID], { nullable: true, description: 'wamids: events of these messages.' })
  messageIds?: Given<string>;
}
