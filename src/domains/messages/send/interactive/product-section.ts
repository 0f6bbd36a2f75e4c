import { ID } from 'type-graphql';
import type { JsonValue } from '../../../../common/json';
import { SendField, SendInput } from '../declare/decorators';

/** How many products a message can show. */
export const MOST_PRODUCTS = 30;

@SendInput('ProductSectionInput', { description: 'Products under a title.' })
export class ProductSectionInput {
  @SendField(() => String, {
    optional: true,
    chars: 24,
    description: 'The title; required with more than one section.',
  })
  title?: string | null;

  @SendField(() => [ID], {
    items: [1, MOST_PRODUCTS],
    meta: 'product_items',
    wrap: asProductItems,
    description:
      "The products' ids in the catalog, their SKUs (`product_retailer_id`); 30 in all sections together.",
  })
  productRetailerIds!: string[];
}

/** How many products are in the sections together. */
export function countProducts(sections: readonly ProductSectionInput[]): number {
  return sections.reduce((sum, { productRetailerIds }) => sum + productRetailerIds.length, 0);
}

function asProductItems(ids: JsonValue): JsonValue {
  return Array.isArray(ids) ? ids.map((id) => ({ product_retailer_id: id })) : ids;
}
