import { Field, ID, ObjectType } from 'type-graphql';
import { isObject, type JsonObject, type JsonValue } from '../../common/json';
import { Contact, contactOf } from '../contacts/contact';
import { flag, make, text } from './read';

@ObjectType({ simpleResolvers: true, description: 'The product that a customer asked about.' })
export class ReferredProduct {
  @Field(() => ID, { nullable: true, description: 'The catalog it is in.' })
  catalogId!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "The product's id in the catalog (Meta's retailer id, or SKU).",
  })
  productRetailerId!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a message refers to: the message it replies to, a product, or that it was forwarded.',
})
export class MessageContext {
  @Field(() => ID, {
    nullable: true,
    description: 'wamid of the message that this one replies to. For some call permission replies a call id.',
  })
  messageId!: string | null;

  @Field(() => Contact, {
    nullable: true,
    description:
      'Who sent the message that this one replies to, where Meta says: the business itself, by its number, or the customer.',
  })
  from!: Contact | null;

  @Field(() => Boolean, { description: 'Whether the message was forwarded.' })
  forwarded!: boolean;

  @Field(() => Boolean, { description: 'Whether the message had been forwarded more than five times.' })
  frequentlyForwarded!: boolean;

  @Field(() => ReferredProduct, {
    nullable: true,
    description: "The product whose 'Message business' button the customer used.",
  })
  referredProduct!: ReferredProduct | null;
}

/** Reads the `context` of a message: as received, or as sent (`message_id`). */
export function contextOf(context: JsonValue | undefined): MessageContext | null {
  if (!isObject(context)) return null;
  return make(MessageContext, {
    messageId: text(context.id) ?? text(context.message_id),
    from: contactOf(personOf(context)),
    forwarded: flag(context.forwarded) ?? false,
    frequentlyForwarded: flag(context.frequently_forwarded) ?? false,
    referredProduct: productOf(context.referred_product),
  });
}

function personOf(context: JsonObject) {
  const waId = text(context.from);
  const userId = text(context.from_user_id);
  return { ...(waId && { waId }), ...(userId && { userId }) };
}

function productOf(product: JsonValue | undefined): ReferredProduct | null {
  if (!isObject(product)) return null;
  return make(ReferredProduct, {
    catalogId: text(product.catalog_id),
    productRetailerId: text(product.product_retailer_id),
  });
}
