import { Field, ID, Int, ObjectType } from 'type-graphql';
import { isObject, type JsonObject, objectOf, objectsOf } from '../../../common/json';
import { JsonScalar } from '../../graphql/scalars';
import { MediaReference, mediaOf } from '../media-reference';
import { integer, make, text } from '../read';

@ObjectType({ simpleResolvers: true, description: 'A value that a template was filled in with.' })
export class SentTemplateParameter {
  @Field(() => String, {
    nullable: true,
    description: 'What kind of value: `text`, `image`, `payload`, `coupon_code`, `action`, …',
  })
  type!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the variable, in templates with named ones.' })
  parameterName!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The value as text, where it is one: a text, payload, coupon code, or fallback of an amount or a date.',
  })
  text!: string | null;

  @Field(() => MediaReference, { nullable: true, description: 'The file, where it is one.' })
  media!: MediaReference | null;

  @Field(() => JsonScalar, { description: 'The parameter as it was sent.' })
  raw!: JsonObject;
}

@ObjectType({ simpleResolvers: true, description: 'The values for one part of a template.' })
export class SentTemplateComponent {
  @Field(() => String, {
    nullable: true,
    description: 'Which part: `header`, `body`, `button`, `carousel`, `limited_time_offer`, …',
  })
  type!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Which kind of button: `quick_reply`, `url`, `flow`, …',
  })
  subType!: string | null;

  @Field(() => Int, { nullable: true, description: 'Which button, from 0.' })
  index!: number | null;

  @Field(() => [SentTemplateParameter], { description: 'The values, in order.' })
  parameters!: SentTemplateParameter[];

  @Field(() => [SentTemplateCard], { description: 'The cards of a carousel; empty otherwise.' })
  cards!: SentTemplateCard[];
}

@ObjectType({ simpleResolvers: true, description: 'The values for one card of a carousel.' })
export class SentTemplateCard {
  @Field(() => Int, { nullable: true, description: 'Which card, from 0.' })
  cardIndex!: number | null;

  @Field(() => [SentTemplateComponent], { description: 'The values for its parts.' })
  components!: SentTemplateComponent[];
}

@ObjectType({ simpleResolvers: true, description: 'A message template, filled in.' })
export class TemplateContent {
  @Field(() => String, { nullable: true, description: "The template's name." })
  name!: string | null;

  @Field(() => ID, { nullable: true, description: 'Language it was sent in, such as `en_US`.' })
  languageCode!: string | null;

  @Field(() => [SentTemplateComponent], { description: 'What it was filled in with.' })
  components!: SentTemplateComponent[];
}

export function templateContent(body: JsonObject, phoneNumberId: string | null): TemplateContent | undefined {
  const name = text(body.name);
  if (name === null) return undefined;
  return make(TemplateContent, {
    name,
    languageCode: text(objectOf(body.language).code),
    components: objectsOf(body.components).map((component) => componentOf(component, phoneNumberId, true)),
  });
}

/** Cards have no cards of their own, however a payload may be nested. */
function componentOf(
  component: JsonObject,
  phoneNumberId: string | null,
  mayHaveCards: boolean,
): SentTemplateComponent {
  return make(SentTemplateComponent, {
    type: text(component.type),
    subType: text(component.sub_type),
    index: integer(component.index),
    parameters: objectsOf(component.parameters).map((parameter) => parameterOf(parameter, phoneNumberId)),
    cards: mayHaveCards ? objectsOf(component.cards).map((card) => cardOf(card, phoneNumberId)) : [],
  });
}

function cardOf(card: JsonObject, phoneNumberId: string | null): SentTemplateCard {
  return make(SentTemplateCard, {
    cardIndex: integer(card.card_index),
    components: objectsOf(card.components).map((component) => componentOf(component, phoneNumberId, false)),
  });
}

function parameterOf(parameter: JsonObject, phoneNumberId: string | null): SentTemplateParameter {
  const type = text(parameter.type);
  const value = type === null ? undefined : parameter[type];
  return make(SentTemplateParameter, {
    type,
    parameterName: text(parameter.parameter_name),
    text: isObject(value) ? text(value.fallback_value) : text(value),
    media: isObject(value) ? (mediaOf(value, phoneNumberId) ?? null) : null,
    raw: parameter,
  });
}
