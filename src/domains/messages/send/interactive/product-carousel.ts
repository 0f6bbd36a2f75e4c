import { ID } from 'type-graphql';
import type { JsonObject } from '../../../../common/json';
import { SendField, SendInput } from '../declare/decorators';
import { metaId } from '../declare/rules';
import { BodyField } from './frame';

@SendInput('ProductCarouselInput', {
  description: 'Products of one catalog to swipe through (`carousel`).',
  toGraph: productCards,
})
export class ProductCarouselInput {
  @BodyField()
  body!: string;

  @SendField(() => ID, {
    rule: metaId,
    description: 'Id of the catalog that all the products are from (`catalog_id`).',
  })
  catalogId!: string;

  @SendField(() => [ID], {
    items: [2, 10],
    description: "The products' ids in the catalog, their SKUs (`product_retailer_id`), in this order.",
  })
  productRetailerIds!: string[];
}

function productCards(
  { body }: JsonObject,
  { productRetailerIds, catalogId }: ProductCarouselInput,
): JsonObject {
  const cards = productRetailerIds.map((productRetailerId, index) => ({
    card_index: index,
    type: 'product',
    action: { product_retailer_id: productRetailerId, catalog_id: catalogId },
  }));
  return { body, action: { cards } };
}
