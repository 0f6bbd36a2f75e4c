import fc from 'fast-check';
import { parseFields } from '../../src/sandbox/fields/parse-fields';
import { type ArgumentValue, type FieldSelection, printFields } from '../../src/sandbox/fields/selection';
import { GraphError } from '../../src/sandbox/graph-error';

const name = fc.stringMatching(/^[a-z_][a-z0-9_]{0,12}$/);

/** JSON inside an argument: integers stay within what a JavaScript number holds. */
const json = fc.letrec<{ value: ArgumentValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.stringMatching(/^[a-z ":'.]{1,6}$/), tie('value'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).value;

// Outside of JSON a bare word is text, also when it looks like a number.
const argumentValue: fc.Arbitrary<ArgumentValue> = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.array(json, { maxLength: 4 }),
);

/** No name stands twice in a list. */
const nameOf = ({ name: itsName }: FieldSelection) => itsName;

const selection = fc.letrec<{ field: FieldSelection }>((tie) => ({
  field: fc
    .record({
      name,
      args: fc.array(fc.record({ name, value: argumentValue }), { maxLength: 3 }),
      nested: fc.option(
        fc.uniqueArray(tie('field'), { maxLength: 3, selector: nameOf, depthIdentifier: 'fields' }),
        {
          nil: undefined,
          depthIdentifier: 'fields',
        },
      ),
    })
    .map(
      ({ name, args, nested }): FieldSelection => ({
        name,
        args,
        ...(nested === undefined ? {} : { fields: nested }),
      }),
    ),
})).field;

describe('the fields parameter', () => {
  it('reads back what it prints', () => {
    fc.assert(
      fc.property(fc.uniqueArray(selection, { maxLength: 4, selector: nameOf }), (fields) => {
        expect(parseFields(printFields(fields))).toEqual(fields);
      }),
    );
  });

  it('never fails with anything but an error of the Graph API', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab.,{}()[]"\' 1\\') }), (text) => {
        try {
          parseFields(text);
        } catch (error) {
          expect(error).toBeInstanceOf(GraphError);
        }
      }),
    );
  });

  it('takes chains, both quotes, JSON arrays, nested parentheses and chains behind the braces', () => {
    expect(
      parseFields(
        `id, a{b,c{d}}.limit(2), e.limit(10).after(QVF=).filter(stream(x)).w('it\\'s').d(["A",'B',3]){x}`,
      ),
    ).toEqual([
      { name: 'id', args: [] },
      {
        name: 'a',
        args: [{ name: 'limit', value: '2' }],
        fields: [
          { name: 'b', args: [] },
          { name: 'c', args: [], fields: [{ name: 'd', args: [] }] },
        ],
      },
      {
        name: 'e',
        args: [
          { name: 'limit', value: '10' },
          { name: 'after', value: 'QVF=' },
          { name: 'filter', value: 'stream(x)' },
          { name: 'w', value: "it's" },
          { name: 'd', value: ['A', 'B', 3] },
        ],
        fields: [{ name: 'x', args: [] }],
      },
    ]);
  });

  it('takes no field twice, with the same arguments or others', () => {
    for (const text of ['id,name,id', 'a.limit(1){b},a.limit(2){b}', 'a{b,b}']) {
      expect(() => parseFields(text)).toThrow(/Syntax error "Field \w+ specified more than once/);
    }
    expect(parseFields('a{b},b')).toHaveLength(2);
  });

  it('says where the syntax is wrong', () => {
    expect(() => parseFields('id,na}')).toThrow(
      /Syntax error "Expected "," instead of "}"."? at character 5: id,na}/,
    );
  });
});
