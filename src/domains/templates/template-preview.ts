import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../graphql/scalars';
import { UserError } from '../graphql/user-error';
import { TemplateButtonType } from './buttons/template-button';
import { TemplateHeaderFormat } from './components/header-format';

@ObjectType({ simpleResolvers: true, description: 'The header of a template, filled in.' })
export class TemplatePreviewHeader {
  @Field(() => TemplateHeaderFormat, { description: 'What it shows.' })
  format!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The text; of a location, its name and address on a line each. Null for files and products.',
  })
  text!: string | null;

  @Field(() => String, { nullable: true, description: "Meta's id of the file, where it was given." })
  mediaId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The link to the file, where it was given; without `parameters`, the author's sample.",
  })
  link!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A button of a template, filled in.' })
export class TemplatePreviewButton {
  @Field(() => TemplateButtonType, { description: 'What it does.' })
  type!: string;

  @Field(() => String, { nullable: true, description: 'What is written on it; null where WhatsApp decides.' })
  text!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The address that it opens, completed. Null for others.',
  })
  url!: string | null;

  @Field(() => String, { nullable: true, description: 'The code that it copies. Null for others.' })
  code!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A card of a carousel, filled in.' })
export class TemplatePreviewCard {
  @Field(() => TemplatePreviewHeader, { nullable: true, description: 'The picture, video or product.' })
  header!: TemplatePreviewHeader | null;

  @Field(() => String, { nullable: true, description: 'The text; null where the card has none.' })
  body!: string | null;

  @Field(() => [TemplatePreviewButton], { description: 'The buttons in their order.' })
  buttons!: TemplatePreviewButton[];
}

@ObjectType({ simpleResolvers: true, description: 'An offer with an end, filled in.' })
export class TemplatePreviewOffer {
  @Field(() => String, { description: 'What it says.' })
  text!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it ends; null where that was not given.',
  })
  expirationTime!: Date | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'How a template reads when it is filled in. A variable that nothing was given for stands as `{{1}}`.',
})
export class TemplatePreview {
  @Field(() => TemplatePreviewHeader, {
    nullable: true,
    description: 'What is above the text; null for nothing.',
  })
  header!: TemplatePreviewHeader | null;

  @Field(() => String, { nullable: true, description: 'The text.' })
  body!: string | null;

  @Field(() => String, { nullable: true, description: 'The small line below it; null for none.' })
  footer!: string | null;

  @Field(() => TemplatePreviewOffer, { nullable: true, description: 'The offer with an end; null for none.' })
  limitedTimeOffer!: TemplatePreviewOffer | null;

  @Field(() => [TemplatePreviewButton], {
    description: 'The buttons in their order; of a carousel, see `cards`.',
  })
  buttons!: TemplatePreviewButton[];

  @Field(() => [TemplatePreviewCard], {
    nullable: true,
    description: 'The cards of the carousel; null for none.',
  })
  cards!: TemplatePreviewCard[] | null;

  @Field(() => [UserError], {
    description:
      'What `sendMessage` would refuse in these `parameters`; empty when they fit. Whether the template can be sent at all, ' +
      'its `status` says.',
  })
  userErrors!: UserError[];
}
