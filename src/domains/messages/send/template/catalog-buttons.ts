import { ID } from 'type-graphql';
import { SendField, SendInput } from '../declare/decorators';
import { countProducts, MOST_PRODUCTS, ProductSectionInput } from '../interactive/product-section';
import { sectionTitles } from '../interactive/section-titles';
import { ButtonIndexField } from './button-index';

@SendInput('TemplateCatalogButtonInput', {
  description: 'A button that opens the catalog (`catalog`).',
  toGraph: ({ index, ...action }) => ({ index, parameters: [{ type: 'action', action }] }),
})
export class TemplateCatalogButtonInput {
  @ButtonIndexField()
  index!: number;

  @SendField(() => ID, {
    optional: true,
    description: 'The product whose picture is shown. Default: the first one of the catalog.',
  })
  thumbnailProductRetailerId?: string | null;
}

@SendInput<TemplateMpmButtonInput>('TemplateMpmButtonInput', {
  description: 'A button that opens a choice of products (`mpm`).',
  check: ({ sections }, report) => {
    sectionTitles(sections, report);
    const total = countProducts(sections);
    if (total > MOST_PRODUCTS && sections.length > 1) {
      report(`sections have ${total} products together; Meta allows ${MOST_PRODUCTS}.`, 'sections');
    }
  },
  toGraph: ({ index, ...action }) => ({ index, parameters: [{ type: 'action', action }] }),
})
export class TemplateMpmButtonInput {
  @ButtonIndexField()
  index!: number;

  @SendField(() => ID, { description: 'The product whose picture is shown.' })
  thumbnailProductRetailerId!: string;

  @SendField(() => [ProductSectionInput], { items: [1, 10], description: 'The products, in sections.' })
  sections!: ProductSectionInput[];
}
