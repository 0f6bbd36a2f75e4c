import { Field, Int, ObjectType } from 'type-graphql';
import { openEnum } from '../../planner/open-enum';
import { TemplateButtonType } from './buttons/template-button';

export const TemplateParameterComponent = openEnum(
  'TemplateParameterComponent',
  'Which part of a template a parameter fills.',
  {
    HEADER: 'What is above the text.',
    BODY: 'The text.',
    BUTTON: 'A button.',
    LIMITED_TIME_OFFER: 'When an offer ends.',
    ORDER_STATUS: 'News of an order.',
  },
);

export const TemplateParameterKind = openEnum('TemplateParameterKind', 'What a parameter of a template is.', {
  TEXT: 'A text on one line. Of a URL button: what completes the address; a one-time code goes here too.',
  IMAGE: 'An image, by its id or a link.',
  VIDEO: 'A video, by its id or a link.',
  DOCUMENT: 'A file, by its id or a link.',
  GIF: 'An animation as MP4; Marketing Messages API only.',
  LOCATION: 'A place on the map.',
  PRODUCT: 'A product of a catalog.',
  DATE_TIME: 'A point in time.',
  PAYLOAD: 'What comes back in the webhook when a quick reply is tapped.',
  COUPON_CODE: 'A code that is copied, up to 20 characters.',
  FLOW_ACTION: 'What is handed to a Flow.',
  THUMBNAIL_PRODUCT: 'The product whose picture stands for the catalog.',
  PRODUCTS: 'Up to 30 products in sections, and the one whose picture is shown.',
  ORDER_DETAILS: 'An order to pay.',
  ORDER_STATUS: 'How an order stands.',
  CALL_OPTIONS: 'How long a call button works, and what comes back in the webhooks of the call.',
  LINK: 'A link into an app.',
});

@ObjectType({
  simpleResolvers: true,
  description: 'Something that a message fills in when it sends a template.',
})
export class TemplateParameter {
  @Field(() => TemplateParameterComponent, { description: 'Which part it fills.' })
  component!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Of which card of the carousel, from 0. Null outside of cards.',
  })
  cardIndex!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "The button's place, from 0: its `index`. Null for others.",
  })
  buttonIndex!: number | null;

  @Field(() => TemplateButtonType, { nullable: true, description: 'What the button does. Null for others.' })
  buttonType!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The place of a variable that goes by number: 1 for `{{1}}`. Null where variables have names.',
  })
  position!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The name of a variable that has one: give it as `parameterName`. Null where they go by number.',
  })
  name!: string | null;

  @Field(() => TemplateParameterKind, { description: 'What it is.' })
  kind!: string;

  @Field(() => Boolean, {
    description: 'Whether Meta wants it. What is not required is left out, or given for effect.',
  })
  required!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      "The author's example: a text, a code, a whole address, a link to a sample file. Null where there is none.",
  })
  example!: string | null;

  @Field(() => String, {
    description:
      'Where it goes in the `template` of `sendMessage`: `body.text` for an entry of `body`, `buttons.copyCode` for one of ' +
      '`buttons`, `carousel.header.image` for a card.',
  })
  inputField!: string;
}
