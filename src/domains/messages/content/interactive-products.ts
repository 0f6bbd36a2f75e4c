import { Field, ID, ObjectType } from 'type-graphql';
import { type JsonObject, objectOf, objectsOf, textOf } from '../../../common/json';
import { make, text } from '../read';

@ObjectType({ simpleResolvers: true, description: 'A product to see.' })
export class ProductAction {
  @Field(() => ID, { nullable: true, description: 'The catalog that it is in.' })
  catalogId!: string | null;

  @Field(() => ID, { nullable: true, description: "Its id in the catalog (Meta's retailer id, or SKU)." })
  productRetailerId!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A section of a list of products.' })
export class ProductSection {
  @Field(() => String, { nullable: true, description: 'The title; up to 24 characters.' })
  title!: string | null;

  @Field(() => [ID], { description: "The products' ids in the catalog (Meta's retailer ids, or SKUs)." })
  productRetailerIds!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'Up to 30 products to see.' })
export class ProductListAction {
  @Field(() => ID, { nullable: true, description: 'The catalog that they are in.' })
  catalogId!: string | null;

  @Field(() => [ProductSection], { description: 'The products, by section.' })
  sections!: ProductSection[];
}

@ObjectType({ simpleResolvers: true, description: 'The catalog to see.' })
export class CatalogMessageAction {
  @Field(() => ID, { nullable: true, description: 'The product whose picture is shown.' })
  thumbnailProductRetailerId!: string | null;
}

export function productActionOf(action: JsonObject): ProductAction {
  return make(ProductAction, {
    catalogId: text(action.catalog_id),
    productRetailerId: text(action.product_retailer_id),
  });
}

export function productListActionOf(action: JsonObject): ProductListAction {
  return make(ProductListAction, {
    catalogId: text(action.catalog_id),
    sections: objectsOf(action.sections).map((section) =>
      make(ProductSection, {
        title: text(section.title),
        productRetailerIds: objectsOf(section.product_items).flatMap(
          (item) => textOf(item.product_retailer_id) ?? [],
        ),
      }),
    ),
  });
}

export function catalogMessageActionOf(action: JsonObject): CatalogMessageAction {
  const { thumbnail_product_retailer_id } = objectOf(action.parameters);
  return make(CatalogMessageAction, { thumbnailProductRetailerId: text(thumbnail_product_retailer_id) });
}
