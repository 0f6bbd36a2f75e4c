import { Field, ObjectType } from 'type-graphql';
import { type JsonObject, objectOf } from '../../../common/json';
import { errorsOf, MessageError } from '../message-error';
import { make, text } from '../read';

@ObjectType({
  simpleResolvers: true,
  description:
    'A message of a kind that the Cloud API does not pass on: an edit, a poll, a view-once picture, …; or one from another business.',
})
export class UnsupportedContent {
  @Field(() => String, {
    nullable: true,
    description: 'Which kind, where Meta says: `edit`, `poll`, `view_once`, …',
  })
  unsupportedType!: string | null;

  @Field(() => [MessageError], { description: "Meta's reasons, usually code 131051." })
  errors!: MessageError[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'The customer opened the chat for the first time, and wrote nothing yet.',
})
export class RequestWelcomeContent {
  @Field(() => Boolean, { description: 'Always true: Meta sends nothing else with it.' })
  welcomeRequested!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A file in the imported history of a WhatsApp Business app; the file itself comes in another webhook.',
})
export class MediaPlaceholderContent {
  @Field(() => Boolean, { description: 'Always true: Meta sends nothing else with it.' })
  mediaPending!: boolean;
}

export function unsupportedContent(message: JsonObject): UnsupportedContent {
  return make(UnsupportedContent, {
    unsupportedType: text(objectOf(message.unsupported).type),
    errors: errorsOf(message.errors),
  });
}

export function requestWelcomeContent(): RequestWelcomeContent {
  return make(RequestWelcomeContent, { welcomeRequested: true });
}

export function mediaPlaceholderContent(): MediaPlaceholderContent {
  return make(MediaPlaceholderContent, { mediaPending: true });
}
