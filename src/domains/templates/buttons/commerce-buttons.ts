import { ObjectType } from 'type-graphql';
import { MetaStruct } from '../../../planner/declare';
import { TemplateButton } from './template-button';

@ObjectType('TemplateCatalogButton', {
  implements: TemplateButton,
  simpleResolvers: true,
  description: "A button that opens the business's catalog.",
})
@MetaStruct()
export class TemplateCatalogButton extends TemplateButton {}

@ObjectType('TemplateMultiProductButton', {
  implements: TemplateButton,
  simpleResolvers: true,
  description: 'A button that opens up to 30 products (`MPM`); they are given when the template is sent.',
})
@MetaStruct()
export class TemplateMultiProductButton extends TemplateButton {}

@ObjectType('TemplateSingleProductButton', {
  implements: TemplateButton,
  simpleResolvers: true,
  description: 'A button that opens a product (`SPM`); it is given when the template is sent.',
})
@MetaStruct()
export class TemplateSingleProductButton extends TemplateButton {}

@ObjectType('TemplateOrderDetailsButton', {
  implements: TemplateButton,
  simpleResolvers: true,
  description: 'A button that opens a bill to be paid; it is given when the template is sent.',
})
@MetaStruct()
export class TemplateOrderDetailsButton extends TemplateButton {}
