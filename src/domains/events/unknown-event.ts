import { ObjectType } from 'type-graphql';
import type { StoredEvent } from '../../events/types';
import { make } from '../messages/read';
import { commonFieldsOf, EventType } from './event';

@ObjectType({
  implements: EventType,
  simpleResolvers: true,
  description:
    'An event that has no type of its own in this schema, or not the shape that it should have. `field` says what it is ' +
    'about, `payload` has all of it.',
})
export class UnknownEvent extends EventType {}

export function unknownEvent(stored: StoredEvent): UnknownEvent {
  return make(UnknownEvent, commonFieldsOf(stored));
}
