import { Field, ID, Int, ObjectType } from 'type-graphql';
import { type JsonObject, objectOf, objectsOf } from '../../../common/json';
import { integer, make, text } from '../read';
import { CtaUrlAction, ctaUrlActionOf } from './interactive-calls-to-action';
import { ReplyButton, replyButtonsOf } from './interactive-choices';
import { InteractiveHeader, interactiveHeaderOf } from './interactive-header';

@ObjectType({
  simpleResolvers: true,
  description: 'A card of an interactive carousel: a picture with buttons, or a product.',
})
export class CarouselCard {
  @Field(() => Int, { nullable: true, description: 'Its place, from 0.' })
  cardIndex!: number | null;

  @Field(() => InteractiveHeader, { nullable: true, description: 'The image or video.' })
  header!: InteractiveHeader | null;

  @Field(() => String, { nullable: true, description: 'The text; up to 160 characters.' })
  bodyText!: string | null;

  @Field(() => CtaUrlAction, { nullable: true, description: 'The button that opens a web page.' })
  ctaUrl!: CtaUrlAction | null;

  @Field(() => [ReplyButton], { description: 'The reply buttons.' })
  buttons!: ReplyButton[];

  @Field(() => ID, { nullable: true, description: 'The catalog of the product on it.' })
  catalogId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The product on it, by its id in the catalog (Meta's retailer id).",
  })
  productRetailerId!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Two to ten cards to swipe through.' })
export class CarouselAction {
  @Field(() => [CarouselCard], { description: 'The cards.' })
  cards!: CarouselCard[];
}

export function carouselActionOf(action: JsonObject, phoneNumberId: string | null): CarouselAction {
  return make(CarouselAction, { cards: objectsOf(action.cards).map((card) => cardOf(card, phoneNumberId)) });
}

function cardOf(card: JsonObject, phoneNumberId: string | null): CarouselCard {
  const action = objectOf(card.action);
  return make(CarouselCard, {
    cardIndex: integer(card.card_index),
    header: interactiveHeaderOf(card.header, phoneNumberId),
    bodyText: text(objectOf(card.body).text),
    ctaUrl: action.name === 'cta_url' ? ctaUrlActionOf(action) : null,
    buttons: replyButtonsOf(action),
    catalogId: text(action.catalog_id),
    productRetailerId: text(action.product_retailer_id),
  });
}
