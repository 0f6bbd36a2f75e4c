import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { isObject, type JsonObject } from '../../../common/json';
import { decimal, integer, make, text } from '../read';

@ObjectType({ simpleResolvers: true, description: 'A product in an order.' })
export class OrderedItem {
  @Field(() => ID, {
    nullable: true,
    description: "The product's id in the catalog (Meta's retailer id, or SKU).",
  })
  productRetailerId!: string | null;

  @Field(() => Int, { nullable: true, description: 'How many of it.' })
  quantity!: number | null;

  @Field(() => Float, { nullable: true, description: 'Price of one, in units of `currency`.' })
  itemPrice!: number | null;

  @Field(() => String, { nullable: true, description: 'Currency of the price, ISO 4217.' })
  currency!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The customer sent a shopping cart.' })
export class OrderContent {
  @Field(() => ID, { nullable: true, description: 'The catalog that the products are in.' })
  catalogId!: string | null;

  @Field(() => String, { nullable: true, description: 'What the customer wrote with it.' })
  text!: string | null;

  @Field(() => [OrderedItem], { description: 'The products.' })
  productItems!: OrderedItem[];
}

export function orderContent(body: JsonObject): OrderContent | undefined {
  const items = body.product_items;
  if (!Array.isArray(items) || !items.every(isObject)) return undefined;
  return make(OrderContent, {
    catalogId: text(body.catalog_id),
    text: text(body.text),
    productItems: items.map((item) =>
      make(OrderedItem, {
        productRetailerId: text(item.product_retailer_id),
        quantity: integer(item.quantity),
        itemPrice: decimal(item.item_price),
        currency: text(item.currency),
      }),
    ),
  });
}
