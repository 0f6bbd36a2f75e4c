import { type GraphQLField, getNamedType, isInterfaceType, isObjectType, isOutputType } from 'graphql';
import { declarationOf } from '../../src/planner/declare';
import { declaredSchema } from '../support/declared-schema';
import { undescribedIn } from '../support/descriptions';

const types = Object.values(declaredSchema.getTypeMap()).filter(
  (type) => isObjectType(type) && declarationOf(type.extensions).metaType,
);
const fieldsOf = (name: string): Record<string, GraphQLField<unknown, unknown>> => {
  const type = declaredSchema.getType(name);
  return isObjectType(type) ? type.getFields() : {};
};

describe('declarations', () => {
  it('describe every type, field, argument and value', () => {
    expect(undescribedIn(declaredSchema)).toEqual([]);
  });

  it('name what every field of a declared type is with Meta', () => {
    const undeclared = types.flatMap((type) =>
      Object.values(fieldsOf(type.name))
        .filter(({ name, extensions }) => name !== 'id' && !declarationOf(extensions).metaField)
        .map(({ name }) => `${type.name}.${name}`),
    );
    expect(undeclared).toEqual([]);
  });

  it('are nullable wherever Graph may leave something out', () => {
    const nonNull = types.flatMap((type) =>
      Object.values(fieldsOf(type.name))
        .filter((field) => field.name !== 'id' && String(field.type).endsWith('!'))
        .map(({ name }) => `${type.name}.${name}`),
    );
    expect(nonNull).toEqual([]);
  });

  it('give an enum field its raw sibling', () => {
    for (const type of types) {
      const fields = fieldsOf(type.name);
      for (const [name, field] of Object.entries(fields)) {
        const isOpen =
          /^\[?[A-Z]/.test(String(field.type)) && hasUnrecognized(String(getNamedType(field.type)));
        if (isOpen && !field.deprecationReason) expect(Object.keys(fields)).toContain(`${name}Raw`);
      }
    }
  });

  it('spell WhatsApp in one way', () => {
    const names = types.flatMap((type) =>
      Object.keys(fieldsOf(type.name)).map((name) => `${type.name}.${name}`),
    );
    expect(names.filter((name) => /whatsapp/i.test(name.split('.')[1] ?? ''))).not.toHaveLength(0);
    expect(names.filter((name) => /[wW]hatsapp/.test(name))).toEqual([]);
  });

  it('put every node type behind the Node interface with a non-null id', () => {
    const node = declaredSchema.getType('Node');
    if (!isInterfaceType(node)) throw new Error('Node is missing');
    const names = declaredSchema.getPossibleTypes(node).map(({ name }) => name);
    expect(names.sort()).toEqual([
      'Business',
      'Flow',
      'Media',
      'MessageTemplate',
      'PhoneNumber',
      'WhatsAppBusinessAccount',
    ]);
    for (const name of names) expect(String(fieldsOf(name).id?.type)).toBe('ID!');
  });

  it('carry arguments on fields that have no method', () => {
    const args = fieldsOf('WhatsAppBusinessAccount').messageTemplates?.args.map(
      (arg) => `${arg.name}: ${arg.type}`,
    );
    expect(args).toEqual([
      'first: Int',
      'after: String',
      'last: Int',
      'before: String',
      'name: String',
      'nameOrContent: String',
      'status: [TemplateStatus!]',
      'category: [TemplateCategory!]',
      'language: [String!]',
      'qualityScore: [QualityRating!]',
    ]);
  });

  it('ask for nested nodes by their own types', () => {
    const field = fieldsOf('WhatsAppBusinessAccount').ownerBusiness;
    expect(field && isOutputType(field.type) && getNamedType(field.type).name).toBe('Business');
  });
});

function hasUnrecognized(name: string): boolean {
  const type = declaredSchema.getType(name);
  return (
    type !== undefined &&
    'getValues' in type &&
    type.getValues().some((value) => value.name === 'UNRECOGNIZED')
  );
}
