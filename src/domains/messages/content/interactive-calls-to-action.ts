import { Field, ID, Int, ObjectType } from 'type-graphql';
import { isObject, type JsonObject, objectOf } from '../../../common/json';
import { JsonScalar } from '../../graphql/scalars';
import { integer, make, text } from '../read';

@ObjectType({ simpleResolvers: true, description: 'A button that opens a web page.' })
export class CtaUrlAction {
  @Field(() => String, { nullable: true, description: 'The label; up to 20 characters.' })
  displayText!: string | null;

  @Field(() => String, { nullable: true, description: 'The page.' })
  url!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A button that calls the business.' })
export class VoiceCallAction {
  @Field(() => String, { nullable: true, description: 'The label; up to 20 characters.' })
  displayText!: string | null;

  @Field(() => Int, { nullable: true, description: 'How long it works, in minutes.' })
  ttlMinutes!: number | null;

  @Field(() => String, { nullable: true, description: "What the call's webhooks will repeat." })
  payload!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A form for an address (India, Singapore).' })
export class AddressMessageAction {
  @Field(() => String, { nullable: true, description: 'Code of the country, two letters.' })
  country!: string | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'What the form is filled in with already: `name`, `phone_number`, `in_pin_code`, `city`, …',
  })
  values!: JsonObject | null;
}

@ObjectType({ simpleResolvers: true, description: 'A button that opens a Flow.' })
export class FlowMessageAction {
  @Field(() => ID, { nullable: true, description: 'The Flow, by id.' })
  flowId!: string | null;

  @Field(() => String, { nullable: true, description: 'The Flow, by name.' })
  flowName!: string | null;

  @Field(() => String, { nullable: true, description: 'The label.' })
  flowCta!: string | null;

  @Field(() => String, { nullable: true, description: 'What the answer will repeat.' })
  flowToken!: string | null;

  @Field(() => String, { nullable: true, description: '`draft` or `published`.' })
  mode!: string | null;

  @Field(() => String, { nullable: true, description: '`navigate` or `data_exchange`.' })
  flowAction!: string | null;

  @Field(() => String, { nullable: true, description: 'The first screen, when `flowAction` is `navigate`.' })
  screen!: string | null;

  @Field(() => JsonScalar, { nullable: true, description: 'What the first screen is given.' })
  data!: JsonObject | null;
}

export function ctaUrlActionOf(action: JsonObject): CtaUrlAction {
  const { display_text, url } = objectOf(action.parameters);
  return make(CtaUrlAction, { displayText: text(display_text), url: text(url) });
}

export function voiceCallActionOf(action: JsonObject): VoiceCallAction {
  const { display_text, ttl_minutes, payload } = objectOf(action.parameters);
  return make(VoiceCallAction, {
    displayText: text(display_text),
    ttlMinutes: integer(ttl_minutes),
    payload: text(payload),
  });
}

export function addressMessageActionOf(action: JsonObject): AddressMessageAction {
  const { country, values } = objectOf(action.parameters);
  return make(AddressMessageAction, { country: text(country), values: isObject(values) ? values : null });
}

export function flowMessageActionOf(action: JsonObject): FlowMessageAction {
  const parameters = objectOf(action.parameters);
  const { screen, data } = objectOf(parameters.flow_action_payload);
  return make(FlowMessageAction, {
    flowId: text(parameters.flow_id),
    flowName: text(parameters.flow_name),
    flowCta: text(parameters.flow_cta),
    flowToken: text(parameters.flow_token),
    mode: text(parameters.mode),
    flowAction: text(parameters.flow_action),
    screen: text(screen),
    data: isObject(data) ? data : null,
  });
}
