import { Field, InterfaceType, ObjectType } from 'type-graphql';
import { isObject } from '../../../common/json';
import { ConcreteType, MetaField, MetaStruct } from '../../../planner/declare';
import { MetaEnumField, openEnum, readOpenEnum } from '../../../planner/open-enum';
import { JsonScalar } from '../../graphql/scalars';
import { TemplateHeaderFormat } from './header-format';

export const TemplateComponentType = openEnum(
  'TemplateComponentType',
  'Which part of a message template it is.',
  {
    HEADER: 'What is above the text.',
    BODY: 'The text.',
    FOOTER: 'A small line below the text.',
    BUTTONS: 'The buttons.',
    CAROUSEL: 'Cards side by side.',
    LIMITED_TIME_OFFER: 'An offer with an end.',
    CALL_PERMISSION_REQUEST: 'Asks whether the business may call.',
  },
);

/** Which GraphQL type stands for a kind of component; of a header, by its format. */
const TYPE_OF: Readonly<Record<string, string>> = {
  BODY: 'TemplateBody',
  FOOTER: 'TemplateFooter',
  BUTTONS: 'TemplateButtons',
  CAROUSEL: 'TemplateCarousel',
  LIMITED_TIME_OFFER: 'TemplateLimitedTimeOffer',
  CALL_PERMISSION_REQUEST: 'TemplateCallPermissionRequest',
};

const HEADER_TYPE_OF: Readonly<Record<string, string>> = {
  TEXT: 'TemplateTextHeader',
  IMAGE: 'TemplateMediaHeader',
  VIDEO: 'TemplateMediaHeader',
  DOCUMENT: 'TemplateMediaHeader',
  GIF: 'TemplateMediaHeader',
  LOCATION: 'TemplateLocationHeader',
  PRODUCT: 'TemplateProductHeader',
};

const readType = readOpenEnum(TemplateComponentType);
const readFormat = readOpenEnum(TemplateHeaderFormat);

/** The GraphQL type of a component as Meta sent it. */
export function templateComponentTypeOf(component: unknown): string {
  const { type, format } = isObject(component) ? component : {};
  const kind = readType(type ?? null);
  // A header without a format is a text: templates of before there were other formats.
  const name = kind === 'HEADER' ? HEADER_TYPE_OF[readFormat(format ?? 'TEXT')] : TYPE_OF[kind];
  return name ?? 'UnknownTemplateComponent';
}

@InterfaceType('TemplateComponent', {
  description: 'A part of a message template.',
})
@ConcreteType(templateComponentTypeOf)
@MetaStruct()
export abstract class TemplateComponent {
  @MetaEnumField(TemplateComponentType, 'type', 'Which part it is.')
  type!: string | null;
}

@ObjectType('UnknownTemplateComponent', {
  implements: TemplateComponent,
  simpleResolvers: true,
  description: 'A part of a kind that this schema has no type for: Meta adds kinds unannounced.',
})
@MetaStruct()
export class UnknownTemplateComponent extends TemplateComponent {
  @Field(() => JsonScalar, { nullable: true, description: 'The component exactly as Meta sent it.' })
  @MetaField('type', { read: (_, component) => component })
  raw!: unknown;
}
