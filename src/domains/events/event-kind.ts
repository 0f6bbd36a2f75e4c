import { registerEnumType } from 'type-graphql';
import { EVENT_MAPPINGS, UNKNOWN_KIND } from './event-types';

const descriptions = {
  ...Object.fromEntries(EVENT_MAPPINGS.map(({ kind, description }) => [kind, description])),
  [UNKNOWN_KIND]:
    'Everything that has no type of its own yet, or not the shape it should have: `UnknownEvent`.',
};

/** The kinds of events; name and value are the same. */
export const EventKind: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(descriptions).map((kind) => [kind, kind]),
);

registerEnumType(EventKind, {
  name: 'EventKind',
  description: 'Kinds of events. Each has an object type.',
  valuesConfig: Object.fromEntries(
    Object.entries(descriptions).map(([kind, description]) => [kind, { description }]),
  ),
});
