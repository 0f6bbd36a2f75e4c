import { Field, ObjectType } from 'type-graphql';
import { MetaField, MetaStruct } from '../../../planner/declare';
import { readFlag, readObjects } from '../../../planner/readers';
import { TemplateButton } from '../buttons';
import { TemplateComponent } from './template-component';

@ObjectType('TemplateButtons', {
  implements: TemplateComponent,
  simpleResolvers: true,
  description: 'The buttons of a template or a card; up to 10.',
})
@MetaStruct()
export class TemplateButtons extends TemplateComponent {
  @Field(() => [TemplateButton], { nullable: true, description: 'The buttons in their order.' })
  @MetaField('buttons', { read: readObjects })
  buttons!: TemplateButton[] | null;
}

@ObjectType({ simpleResolvers: true, description: 'A card of a carousel.' })
@MetaStruct()
export class TemplateCarouselCard {
  @Field(() => [TemplateComponent], {
    nullable: true,
    description: 'What the card is made of: a media or product header, a body, buttons.',
  })
  @MetaField('components', { read: readObjects })
  components!: TemplateComponent[] | null;
}

@ObjectType('TemplateCarousel', {
  implements: TemplateComponent,
  simpleResolvers: true,
  description: 'Cards side by side, all built alike.',
})
@MetaStruct()
export class TemplateCarousel extends TemplateComponent {
  @Field(() => [TemplateCarouselCard], { nullable: true, description: 'The cards, 2 to 10.' })
  @MetaField('cards', { read: readObjects })
  cards!: TemplateCarouselCard[] | null;
}

@ObjectType({ simpleResolvers: true, description: 'What an offer with an end says.' })
@MetaStruct()
export class LimitedTimeOffer {
  @Field(() => String, { nullable: true, description: 'The line above the code; up to 16 characters.' })
  @MetaField('text')
  text!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the end is shown; it is given when the template is sent.',
  })
  @MetaField('has_expiration', { read: readFlag })
  hasExpiration!: boolean | null;
}

@ObjectType('TemplateLimitedTimeOffer', {
  implements: TemplateComponent,
  simpleResolvers: true,
  description: 'An offer with an end.',
})
@MetaStruct()
export class TemplateLimitedTimeOffer extends TemplateComponent {
  @Field(() => LimitedTimeOffer, { nullable: true, description: 'What it says.' })
  @MetaField('limited_time_offer')
  limitedTimeOffer!: LimitedTimeOffer | null;
}

@ObjectType('TemplateCallPermissionRequest', {
  implements: TemplateComponent,
  simpleResolvers: true,
  description: 'Asks the recipient whether the business may call.',
})
@MetaStruct()
export class TemplateCallPermissionRequest extends TemplateComponent {}
