import { Field, ID, ObjectType } from 'type-graphql';
import { isObject, type JsonObject, type JsonValue, parseJson } from '../../../common/json';
import { openEnum } from '../../../planner/open-enum';
import { DateTimeScalar, JsonScalar } from '../../graphql/scalars';
import { enumValue, OpenEnumField } from '../open-enum-field';
import { flag, make, text, time } from '../read';

@ObjectType({
  simpleResolvers: true,
  description: 'The customer tapped a reply button of an interactive message.',
})
export class ButtonReplyContent {
  @Field(() => ID, { description: 'The id that the button was sent with.' })
  id!: string;

  @Field(() => String, { description: "The button's label." })
  title!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The customer chose a row of a list message.' })
export class ListReplyContent {
  @Field(() => ID, { description: 'The id that the row was sent with.' })
  id!: string;

  @Field(() => String, { description: "The row's title." })
  title!: string;

  @Field(() => String, { nullable: true, description: "The row's description." })
  description!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "The customer filled in a form: a Flow, an address, … (Meta's `nfm_reply`).",
})
export class NfmReplyContent {
  @Field(() => String, { nullable: true, description: 'Which form: `flow`, `address_message`, …' })
  name!: string | null;

  @Field(() => String, { description: 'What the customer sees in the chat; usually `Sent`. May be empty.' })
  body!: string;

  @Field(() => String, { description: 'The answers as the JSON text that Meta sends.' })
  responseJson!: string;

  @Field(() => JsonScalar, {
    nullable: true,
    description: "The answers, parsed: their shape is the form's. Null when `responseJson` is not JSON.",
  })
  responseData!: JsonValue;

  @Field(() => String, { nullable: true, description: 'The token that the Flow was sent with.' })
  flowToken!: string | null;
}

const CallPermissionResponse = openEnum('CallPermissionResponse', 'Whether a business may call.', {
  ACCEPT: 'It may.',
  REJECT: 'It may not.',
});

const CallPermissionSource = openEnum('CallPermissionSource', 'What gave or denied a call permission.', {
  USER_ACTION: 'The customer answered the request.',
  AUTOMATIC: 'It came by itself, as when the customer called the business.',
});

@ObjectType({ simpleResolvers: true, description: 'The customer answered whether the business may call.' })
export class CallPermissionReplyContent {
  @OpenEnumField(CallPermissionResponse, 'response', 'Whether the business may call.')
  response!: string | null;
  responseRaw!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the permission is for good.' })
  isPermanent!: boolean | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When a temporary permission ends.' })
  expirationTimestamp!: Date | null;

  @OpenEnumField(CallPermissionSource, 'response_source', 'Where the answer comes from.')
  responseSource!: string | null;
  responseSourceRaw!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The customer chose what to pay with (Brazil, one-click payments).',
})
export class PaymentMethodContent {
  @Field(() => String, { nullable: true, description: 'What the customer pays with.' })
  paymentMethod!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the customer chose it.' })
  paymentTimestamp!: Date | null;

  @Field(() => ID, { nullable: true, description: 'The `reference_id` of the order details that were sent.' })
  referenceId!: string | null;

  @Field(() => String, { nullable: true, description: "The card's last four digits." })
  lastFourDigits!: string | null;

  @Field(() => ID, { nullable: true, description: 'What to charge the card by.' })
  credentialId!: string | null;
}

export type ReplyContent =
  | ButtonReplyContent
  | ListReplyContent
  | NfmReplyContent
  | CallPermissionReplyContent
  | PaymentMethodContent;

type ReplyReader = (reply: JsonObject) => ReplyContent | undefined;

const READERS: ReadonlyMap<string, ReplyReader> = new Map<string, ReplyReader>([
  ['button_reply', buttonReply],
  ['list_reply', listReply],
  ['nfm_reply', nfmReply],
  ['call_permission_reply', callPermissionReply],
  ['payment_method', paymentMethod],
]);

/** Reads the answer to an interactive message; undefined when it is none that is understood. */
export function replyContent(interactive: JsonObject): ReplyContent | undefined {
  const type = text(interactive.type) ?? [...READERS.keys()].find((key) => isObject(interactive[key])) ?? '';
  const reply = interactive[type];
  return isObject(reply) ? READERS.get(type)?.(reply) : undefined;
}

function buttonReply(reply: JsonObject): ButtonReplyContent | undefined {
  const [id, title] = [text(reply.id), text(reply.title)];
  return id === null || title === null ? undefined : make(ButtonReplyContent, { id, title });
}

function listReply(reply: JsonObject): ListReplyContent | undefined {
  const [id, title, description] = [text(reply.id), text(reply.title), text(reply.description)];
  return id === null || title === null ? undefined : make(ListReplyContent, { id, title, description });
}

function nfmReply(reply: JsonObject): NfmReplyContent | undefined {
  const responseJson = isObject(reply.response_json)
    ? JSON.stringify(reply.response_json)
    : text(reply.response_json);
  if (responseJson === null) return undefined;
  const responseData = parsed(responseJson);
  return make(NfmReplyContent, {
    name: text(reply.name),
    body: text(reply.body) ?? '',
    responseJson,
    responseData,
    flowToken: isObject(responseData) ? text(responseData.flow_token) : null,
  });
}

function parsed(json: string): JsonValue {
  try {
    return parseJson(json);
  } catch {
    return null;
  }
}

function callPermissionReply(reply: JsonObject): CallPermissionReplyContent {
  return make(CallPermissionReplyContent, {
    response: enumValue(CallPermissionResponse, reply.response),
    responseRaw: text(reply.response),
    isPermanent: flag(reply.is_permanent),
    expirationTimestamp: time(reply.expiration_timestamp),
    responseSource: enumValue(CallPermissionSource, reply.response_source),
    responseSourceRaw: text(reply.response_source),
  });
}

function paymentMethod(reply: JsonObject): PaymentMethodContent {
  return make(PaymentMethodContent, {
    paymentMethod: text(reply.payment_method),
    paymentTimestamp: time(reply.payment_timestamp),
    referenceId: text(reply.reference_id),
    lastFourDigits: text(reply.last_four_digits),
    credentialId: text(reply.credential_id),
  });
}
