import { ID } from 'type-graphql';
import { isObject } from '../../../../common/json';
import { LocationInput } from '../content/location';
import { MediaReferenceInput, NamedFileInput } from '../content/media-reference';
import { SendField, SendInput, SendOneOf } from '../declare/decorators';
import { tagged } from '../declare/forms';
import { metaId } from '../declare/rules';
import { TemplateHeaderTextInput } from './text-parameter';

@SendInput('TemplateProductInput', { description: 'A product of a catalog in the header of a template.' })
export class TemplateProductInput {
  @SendField(() => ID, { description: "The product's id in the catalog, its SKU (`product_retailer_id`)." })
  productRetailerId!: string;

  @SendField(() => ID, { rule: metaId, description: 'Id of the catalog (`catalog_id`).' })
  catalogId!: string;
}

@SendOneOf('TemplateHeaderInput', {
  description: 'What fills the header of a template, of the kind that the template was made with.',
  toGraph: (fields) => {
    const { text } = fields;
    return isObject(text) ? { type: 'text', ...text } : tagged(fields);
  },
})
export class TemplateHeaderInput {
  @SendField(() => TemplateHeaderTextInput, { optional: true, description: 'The variable of a text header.' })
  text?: TemplateHeaderTextInput | null;

  @SendField(() => MediaReferenceInput, { optional: true, description: 'An image.' })
  image?: MediaReferenceInput | null;

  @SendField(() => MediaReferenceInput, { optional: true, description: 'A video.' })
  video?: MediaReferenceInput | null;

  @SendField(() => NamedFileInput, { optional: true, description: 'A PDF document.' })
  document?: NamedFileInput | null;

  @SendField(() => MediaReferenceInput, {
    optional: true,
    description: 'An animation as MP4 up to 3.5 MB (Marketing Messages API only).',
  })
  gif?: MediaReferenceInput | null;

  @SendField(() => LocationInput, { optional: true, description: 'A place.' })
  location?: LocationInput | null;

  @SendField(() => TemplateProductInput, { optional: true, description: 'A product.' })
  product?: TemplateProductInput | null;
}
