import { createUnionType, Field, ID, ObjectType } from 'type-graphql';
import { ButtonContent } from './button-content';
import { ContactsContent } from './contacts-content';
import { InteractiveContent } from './interactive-content';
import { LocationContent } from './location-content';
import { AudioContent, DocumentContent, ImageContent, StickerContent, VideoContent } from './media-content';
import { MediaPlaceholderContent, RequestWelcomeContent, UnsupportedContent } from './notice-content';
import { OrderContent } from './order-content';
import { PinContent } from './pin-content';
import { ReactionContent } from './reaction-content';
import {
  ButtonReplyContent,
  CallPermissionReplyContent,
  ListReplyContent,
  NfmReplyContent,
  PaymentMethodContent,
} from './reply-content';
import { RevokeContent } from './revoke-content';
import { SystemContent } from './system-content';
import { TemplateContent } from './template-content';
import { TextContent } from './text-content';
import { UnknownContent } from './unknown-content';

@ObjectType({
  simpleResolvers: true,
  description:
    'The customer edited a message within 15 minutes (numbers that are also on the WhatsApp Business app).',
})
export class EditContent {
  @Field(() => ID, { description: 'wamid of the message that was edited.' })
  originalMessageId!: string;

  @Field(() => MessageContent, { description: 'What the message says now.' })
  content!: typeof MessageContent;
}

/** The types of content, the most frequent first: the type of a value is found by going through them. */
const messageContentTypes = [
  TextContent,
  TemplateContent,
  InteractiveContent,
  ButtonReplyContent,
  ListReplyContent,
  ButtonContent,
  ImageContent,
  VideoContent,
  AudioContent,
  DocumentContent,
  StickerContent,
  ReactionContent,
  LocationContent,
  ContactsContent,
  NfmReplyContent,
  OrderContent,
  CallPermissionReplyContent,
  PaymentMethodContent,
  SystemContent,
  EditContent,
  RevokeContent,
  PinContent,
  RequestWelcomeContent,
  MediaPlaceholderContent,
  UnsupportedContent,
  UnknownContent,
] as const;

export const MessageContent = createUnionType({
  name: 'MessageContent',
  description:
    'What a message says. Kinds that Meta adds, and shapes that are not understood, come as `UnknownContent`.',
  types: () => messageContentTypes,
});
