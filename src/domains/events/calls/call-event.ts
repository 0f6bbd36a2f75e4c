import { Field, ID, InterfaceType } from 'type-graphql';
import { textOf } from '../../../common/json';
import type { StoredEvent } from '../../../events/types';
import { ConcreteType } from '../../../planner/declare';
import { Contact, contactOf } from '../../contacts/contact';
import { errorsOf, MessageError } from '../../messages/message-error';
import { EventType, eventTypeName } from '../event';
import { IdField, ReadElsewhere, TextField } from '../payload';

@InterfaceType('CallEvent', {
  implements: EventType,
  description:
    'Something happened to a call. Not sent for numbers that take calls by SIP; a permission to call comes as a message.',
})
@ConcreteType(eventTypeName)
export abstract class CallEvent extends EventType {
  @IdField('id', "Meta's id of the call: `wacid.…`.")
  callId!: string | null;

  @ReadElsewhere(
    'from',
    'from_user_id',
    'from_parent_user_id',
    'to',
    'to_user_id',
    'to_parent_user_id',
    'recipient_id',
    'recipient_user_id',
    'parent_recipient_user_id',
    'timestamp',
  )
  @Field(() => Contact, { nullable: true, description: 'The person on the other side, where Meta says.' })
  contact!: Contact | null;

  @TextField('biz_opaque_callback_data', 'What was given with the call when it was begun.')
  bizOpaqueCallbackData!: string | null;

  @ReadElsewhere('errors')
  @Field(() => [MessageError], {
    description: 'What went wrong (codes 138000 and up); Meta sends it beside the call.',
  })
  callErrors!: MessageError[];

  @Field(() => ID, {
    nullable: true,
    description: 'Whom the business calls, as Meta names them; may be a phone number.',
  })
  to!: string | null;

  @Field(() => ID, { nullable: true, description: 'Who calls, as Meta names them; may be a phone number.' })
  from!: string | null;
}

/** What a call event has of what stands around it. */
export function aroundCall({ payload, context, person }: StoredEvent) {
  return {
    contact: contactOf(person),
    callErrors: [...errorsOf(payload.errors), ...errorsOf(context.errors)],
    from: textOf(payload.from) ?? textOf(payload.from_user_id) ?? null,
    to:
      textOf(payload.to) ??
      textOf(payload.to_user_id) ??
      textOf(payload.recipient_id) ??
      textOf(payload.recipient_user_id) ??
      null,
  };
}
