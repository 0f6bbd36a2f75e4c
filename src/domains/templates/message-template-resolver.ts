import { Arg, FieldResolver, Resolver, Root } from 'type-graphql';
import { type JsonObject, textOf } from '../../common/json';
import { MetaNeeds } from '../../planner/declare';
import { metaValue } from '../../planner/install';
import { readOpenEnum } from '../../planner/open-enum';
import { foreseenError, invalidInput } from '../graphql/user-error-of';
import { toGraph } from '../messages/send/declare/to-graph';
import { TemplateParametersInput } from '../messages/send/template/template-parameters';
import { TemplateButtonType } from './buttons/template-button';
import { TemplateHeaderFormat } from './components/header-format';
import { checkFilling } from './filling/check';
import { fillingOf } from './filling/filling';
import { expectedParameters } from './filling/parameters';
import { type FilledHeader, type FilledParts, preview } from './filling/preview';
import { type TemplateShape, templateShapeOf } from './filling/template-shape';
import { MessageTemplate } from './message-template';
import { TemplateParameter, TemplateParameterKind } from './template-parameter';
import { TemplatePreview, type TemplatePreviewCard } from './template-preview';

const readButtonType = readOpenEnum(TemplateButtonType);
const readFormat = readOpenEnum(TemplateHeaderFormat);
const readKind = readOpenEnum(TemplateParameterKind);

/** What is made of a template's definition rather than read from Meta. */
@Resolver(() => MessageTemplate)
export class MessageTemplateResolver {
  @MetaNeeds('components', 'parameter_format', 'sub_category')
  @FieldResolver(() => [TemplateParameter], {
    nullable: true,
    description:
      'What a message has to fill in, and what it can, in the order of the template. `sendMessage` checks against the same. ' +
      'Costs no further request.',
  })
  parameters(@Root() template: JsonObject): TemplateParameter[] | null {
    const shape = shapeOf(template);
    if (!shape) return null;
    const subCategory = textOf(metaValue(template, 'sub_category'));
    return expectedParameters(shape, subCategory).map((parameter) => ({
      ...parameter,
      kind: readKind(parameter.kind),
      buttonType: parameter.buttonType === null ? null : readButtonType(parameter.buttonType),
    }));
  }

  @MetaNeeds('components', 'parameter_format')
  @FieldResolver(() => TemplatePreview, {
    nullable: true,
    description:
      'How the template reads when it is filled in, and what `sendMessage` would refuse in what fills it. Nothing is sent, and ' +
      'it costs no further request.',
  })
  preview(
    @Root() template: JsonObject,
    @Arg('parameters', () => TemplateParametersInput, {
      nullable: true,
      description: "What fills it, as in `sendMessage`. Left out: the author's examples.",
    })
    parameters: TemplateParametersInput | null | undefined,
  ): TemplatePreview | null {
    const shape = shapeOf(template);
    if (!shape) return null;
    if (!parameters) return { ...shown(shape, undefined), userErrors: [] };
    const { json, problems } = toGraph(TemplateParametersInput, parameters, 'parameters');
    const filling = fillingOf(json.components);
    const told = new Set(problems.map(({ field }) => field.join('.')));
    const foreseen = checkFilling(shape, filling)
      .map(({ metaCode, message, at }) => foreseenError(metaCode, message, ['parameters', ...at]))
      .filter(({ field }) => !told.has(field?.join('.') ?? ''));
    return { ...shown(shape, filling), userErrors: [...problems.map(invalidInput), ...foreseen] };
  }
}

/** Undefined where Graph left out what it is made of. */
function shapeOf(template: JsonObject): TemplateShape | undefined {
  const components = metaValue(template, 'components');
  return components === null
    ? undefined
    : templateShapeOf(components, metaValue(template, 'parameter_format'));
}

function shown(
  shape: TemplateShape,
  filling: Parameters<typeof preview>[1],
): Omit<TemplatePreview, 'userErrors'> {
  const { footer, limitedTimeOffer, cards, ...parts } = preview(shape, filling);
  return { ...partsOf(parts), footer, limitedTimeOffer, cards: cards?.map(partsOf) ?? null };
}

/** Formats and types as the schema's enums have them. */
function partsOf({ header, body, buttons }: FilledParts): TemplatePreviewCard {
  const known = ({ format, ...rest }: FilledHeader) => ({ ...rest, format: readFormat(format) });
  return {
    header: header && known(header),
    body,
    buttons: buttons.map(({ type, ...rest }) => ({ ...rest, type: readButtonType(type) })),
  };
}
