import { ID } from 'type-graphql';
import { SendField, SendInput } from '../declare/decorators';
import { inAction, inParameters } from '../declare/forms';
import type { Report } from '../declare/problem';
import { metaId } from '../declare/rules';
import { BodyField, FooterField, TextHeaderField } from './frame';
import { countProducts, MOST_PRODUCTS, ProductSectionInput } from './product-section';
import { sectionTitles } from './section-titles';

const CATALOG_ID = 'Id of the catalog that is connected to the WhatsApp Business Account (`catalog_id`).';

@SendInput('ProductInput', { description: 'One product of the catalog (`product`).', toGraph: inAction })
export class ProductInput {
  @BodyField({ optional: true })
  body?: string | null;

  @FooterField()
  footer?: string | null;

  @SendField(() => ID, { rule: metaId, description: CATALOG_ID })
  catalogId!: string;

  @SendField(() => ID, { description: "The product's id in the catalog, its SKU (`product_retailer_id`)." })
  productRetailerId!: string;
}

@SendInput<ProductListInput>('ProductListInput', {
  description: 'Up to 30 products in sections (`product_list`).',
  check: products,
  toGraph: inAction,
})
export class ProductListInput {
  @TextHeaderField()
  header!: string;

  @BodyField()
  body!: string;

  @FooterField()
  footer?: string | null;

  @SendField(() => ID, { rule: metaId, description: CATALOG_ID })
  catalogId!: string;

  @SendField(() => [ProductSectionInput], { items: [1, 10], description: 'The sections.' })
  sections!: ProductSectionInput[];
}

function products({ sections }: ProductListInput, report: Report): void {
  sectionTitles(sections, report);
  const total = countProducts(sections);
  if (total > MOST_PRODUCTS && sections.length > 1) {
    report(
      `sections have ${total} products together; Meta allows ${MOST_PRODUCTS}. Remove ${total - MOST_PRODUCTS}.`,
      'sections',
    );
  }
}

@SendInput('CatalogMessageInput', {
  description: 'A text with a button that opens the whole catalog (`catalog_message`).',
  toGraph: inParameters('catalog_message'),
})
export class CatalogMessageInput {
  @BodyField()
  body!: string;

  @FooterField()
  footer?: string | null;

  @SendField(() => ID, {
    optional: true,
    description: 'The product whose picture stands above the text. Default: the first one of the catalog.',
  })
  thumbnailProductRetailerId?: string | null;
}
