import {
  DirectiveLocation,
  type FieldNode,
  GraphQLDirective,
  GraphQLInt,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isObjectType,
} from 'graphql';
import { InvalidInputError } from '../common/errors';
import type { StaleAllowance } from '../graph/session';
import { type CompileInput, fieldsOf } from './compile';
import { declarationOf } from './declare';
import { PlanCache } from './plan-cache';

/** How long ago an answer may be from where an operation does not say. */
const DEFAULT_MAX_AGE_SECONDS = 3_600;

/** Marks a query whose caller would rather have an old answer than none. */
export const StaleIfError = new GraphQLDirective({
  name: 'staleIfError',
  description:
    'While the Graph API is down, answers what this query was last answered, as far as that is accounts, phone numbers and ' +
    'templates, and none of the fields tells of the moment (health, analytics). `extensions.stale` then says which root ' +
    'fields are old, and as of when. Without the directive, or without an earlier answer, the fields fail with ' +
    'UPSTREAM_UNAVAILABLE. What Meta refuses is never answered from memory.',
  locations: [DirectiveLocation.QUERY],
  args: {
    maxAgeSeconds: {
      type: new GraphQLNonNull(GraphQLInt),
      defaultValue: DEFAULT_MAX_AGE_SECONDS,
      description:
        'How old the answer may be, in seconds. Answers are kept in memory, and bounded: old ones may be gone.',
    },
  },
});

const bearing = new PlanCache<boolean>();

/** How old an answer may be for the node that a field returns; undefined where only a fresh one will do. */
export function staleAllowanceOf(info: GraphQLResolveInfo, typeName: string): StaleAllowance | undefined {
  if (!info.operation.directives?.length) return undefined;
  const values = getDirectiveValues(StaleIfError, info.operation, info.variableValues);
  const seconds: unknown = values?.maxAgeSeconds;
  if (typeof seconds !== 'number' || seconds === 0) return undefined;
  if (seconds < 0) {
    throw new InvalidInputError(
      'maxAgeSeconds',
      `is ${seconds}`,
      'Give how old an answer may be, in seconds.',
    );
  }
  const bears = bearing.get(info, typeName, () => {
    const type = info.schema.getType(typeName);
    return isObjectType(type) && bearsAge(info, info.fieldNodes, type);
  });
  return bears ? { maxAgeMs: seconds * 1_000, field: rootOf(info.path) } : undefined;
}

function rootOf(path: GraphQLResolveInfo['path']): string {
  return path.prev ? rootOf(path.prev) : String(path.key);
}

/** Whether everything of Meta's that is selected of a type is declared to bear being old. */
function bearsAge(input: CompileInput, nodes: readonly FieldNode[], type: GraphQLObjectType): boolean {
  const declared = declarationOf(type.extensions).metaType;
  if (declared?.kind === 'struct') return true;
  if (declared && !declared.bearsAge) return false;
  for (const [, fieldNodes] of fieldsOf(input, nodes, type)) {
    const field = type.getFields()[fieldNodes[0]?.name.value ?? ''];
    if (!field) continue;
    const { metaField } = declarationOf(field.extensions);
    if (metaField && 'isOfTheMoment' in metaField && metaField.isOfTheMoment) return false;
    const inner = getNamedType(field.type);
    // Behind an interface only comes what is whole with the field that holds it.
    if (isAbstractType(inner) || !isObjectType(inner)) continue;
    // Connections and their edges have no declaration; what is of ours is not read from Graph at all.
    const isOfGraph = metaField ? metaField.kind !== 'needs' : !declared;
    if (isOfGraph && !bearsAge(input, fieldNodes, inner)) return false;
  }
  return true;
}
