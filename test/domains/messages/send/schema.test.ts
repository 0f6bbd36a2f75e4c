import { isInputObjectType, isNonNullType, printSchema } from 'graphql';
import { undescribedIn } from '../../../support/descriptions';
import { sendSchema } from './support/send-schema';

const inputs = Object.values(sendSchema.getTypeMap()).filter(isInputObjectType);

describe('the schema of sending', () => {
  it('describes everything', () => {
    expect(undescribedIn(sendSchema)).toEqual([]);
  });

  it('prints what is one of many as @oneOf', () => {
    const text = printSchema(sendSchema);
    for (const name of [
      'MessageContentInput',
      'InteractiveInput',
      'InteractiveHeaderInput',
      'CarouselCardActionInput',
      'PaymentSettingInput',
      'TemplateHeaderInput',
      'TemplateBodyParameterInput',
      'TemplateButtonInput',
      'TemplateCardHeaderInput',
    ]) {
      expect(text).toContain(`input ${name} @oneOf {`);
    }
  });

  it('lets a caller leave out every field of a @oneOf', () => {
    for (const input of inputs.filter(({ isOneOf }) => isOneOf)) {
      for (const field of Object.values(input.getFields())) expect(isNonNullType(field.type)).toBe(false);
    }
  });

  it('takes free JSON only where a Flow defines the shape', () => {
    const free = inputs.flatMap((input) =>
      Object.values(input.getFields())
        .filter(({ type }) => String(type).includes('JSON'))
        .map(({ name }) => `${input.name}.${name}`),
    );
    expect(free.sort()).toEqual(['FlowActionPayloadInput.data', 'TemplateFlowButtonInput.flowActionData']);
  });

  it('says how much fits into a field', () => {
    const text = printSchema(sendSchema);
    expect(text).toContain('At most 4,096 characters.');
    expect(text).toContain('1 to 3 entries.');
  });
});
