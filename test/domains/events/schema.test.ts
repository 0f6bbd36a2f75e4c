import { isEnumType, isObjectType, isUnionType, parse, validate } from 'graphql';
import { EVENT_MAPPINGS } from '../../../src/domains/events/event-types';
import { undescribedIn } from '../../support/descriptions';
import { eventSchema } from './support/live-gateway';
import { eventTypesOf, everythingOf, everythingOfEvents } from './support/whole-selection';

describe('the schema of messages and events', () => {
  it('describes everything', () => {
    expect(undescribedIn(eventSchema)).toEqual([]);
  });

  it('lets an operation select all kinds of content at once: fields of one name are of one type', () => {
    const content = eventSchema.getType('MessageContent');
    if (!isUnionType(content)) throw new Error('MessageContent is no union');
    const source = `{ message(id: "wamid.1") { content ${everythingOf(content)} } }`;
    expect(validate(eventSchema, parse(source)).map(({ message }) => message)).toEqual([]);
    expect(source).toContain('ReplyButtonsAction');
  });

  it('lets an operation select all kinds of events at once', () => {
    const source = `subscription { events ${everythingOfEvents(eventSchema)} }`;
    expect(validate(eventSchema, parse(source)).map(({ message }) => message)).toEqual([]);
    expect(source).toContain('RestrictionInfo'.charAt(0).toLowerCase() + 'RestrictionInfo'.slice(1));
  });

  it('has a kind for every type of event', () => {
    const types = eventTypesOf(eventSchema).map(({ name }) => name);
    const kinds = [...new Set(EVENT_MAPPINGS.map(({ kind }) => kind)), 'UNKNOWN_EVENT'];
    expect(types.map((name) => name.replaceAll(/(?<=[a-z])([A-Z])/g, '_$1').toUpperCase()).sort()).toEqual(
      kinds.sort(),
    );
    const values = eventSchema.getType('EventKind');
    expect(isEnumType(values) && values.getValues()).toHaveLength(kinds.length);
  });

  it('gives every open enum of an event its raw sibling', () => {
    for (const type of Object.values(eventSchema.getTypeMap())) {
      if (!isObjectType(type)) continue;
      const fields = type.getFields();
      for (const [name, field] of Object.entries(fields)) {
        const leaf = eventSchema.getType(String(field.type).replaceAll(/[[\]!]/g, ''));
        const isOpen = isEnumType(leaf) && leaf.getValue('UNRECOGNIZED') !== undefined;
        if (isOpen && !field.deprecationReason) expect(Object.keys(fields)).toContain(`${name}Raw`);
      }
    }
  });
});
