import { Field, ObjectType } from 'type-graphql';
import { isObject, type JsonObject, objectOf } from '../../../common/json';
import { openEnum } from '../../../planner/open-enum';
import { enumValue, OpenEnumField } from '../open-enum-field';
import { make, text } from '../read';
import { InteractiveAction, interactiveActionOf } from './interactive-action';
import { InteractiveHeader, interactiveHeaderOf } from './interactive-header';

const InteractiveType = openEnum('InteractiveType', 'What an interactive message offers to do.', {
  BUTTON: 'Tap one of up to three reply buttons.',
  LIST: 'Choose a row of a list.',
  CTA_URL: 'Open a web page.',
  LOCATION_REQUEST_MESSAGE: 'Share the location.',
  ADDRESS_MESSAGE: 'Fill in an address (India, Singapore).',
  FLOW: 'Open a Flow.',
  PRODUCT: 'See a product.',
  PRODUCT_LIST: 'See several products.',
  CATALOG_MESSAGE: 'See the catalog.',
  CAROUSEL: 'Swipe through cards.',
  ORDER_DETAILS: 'Review an order and pay (India, Brazil).',
  ORDER_STATUS: 'See how an order stands (India, Brazil).',
  CALL_PERMISSION_REQUEST: 'Let the business call.',
  VOICE_CALL: 'Call the business.',
  REQUEST_CONTACT_INFO: 'Share the phone number.',
});

@ObjectType({ simpleResolvers: true, description: 'An outbound message that offers something to tap.' })
export class InteractiveContent {
  @OpenEnumField(InteractiveType, 'type', 'What it offers to do.')
  interactiveType!: string | null;
  interactiveTypeRaw!: string | null;

  @Field(() => InteractiveHeader, { nullable: true, description: 'What stands above the body.' })
  header!: InteractiveHeader | null;

  @Field(() => String, { nullable: true, description: 'The text of the message.' })
  bodyText!: string | null;

  @Field(() => String, { nullable: true, description: 'The small text below the body; up to 60 characters.' })
  footerText!: string | null;

  @Field(() => InteractiveAction, { description: 'What there is to tap.' })
  action!: typeof InteractiveAction;
}

export function interactiveContent(
  interactive: JsonObject,
  phoneNumberId: string | null,
): InteractiveContent | undefined {
  const { type, action } = interactive;
  if (typeof type !== 'string' || !isObject(action)) return undefined;
  return make(InteractiveContent, {
    interactiveType: enumValue(InteractiveType, type),
    interactiveTypeRaw: type,
    header: interactiveHeaderOf(interactive.header, phoneNumberId),
    bodyText: text(objectOf(interactive.body).text),
    footerText: text(objectOf(interactive.footer).text),
    action: interactiveActionOf(type, action, phoneNumberId),
  });
}
