import { getNamedType, isObjectType, Kind, parse } from 'graphql';
import { getVariableValues } from 'graphql/execution/values';
import { printExpansion } from '../../src/graph/expansion';
import { compileSelection } from '../../src/planner/compile';
import { declaredSchema } from './declared-schema';

/** The `fields` parameter that the planner asks Graph for, for the first root field of a query. */
export function fieldsAskedBy(source: string, variables: Record<string, unknown> = {}): string {
  const [operation] = parse(source).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('not an operation');
  const [root] = operation.selectionSet.selections;
  if (root?.kind !== Kind.FIELD) throw new Error('not a field');
  const type = getNamedType(declaredSchema.getQueryType()?.getFields()[root.name.value]?.type);
  if (!isObjectType(type)) throw new Error('not an object');
  const { coerced = {} } = getVariableValues(declaredSchema, operation.variableDefinitions ?? [], variables);
  return printExpansion(
    compileSelection({ schema: declaredSchema, fragments: {}, variableValues: coerced }, [root], type),
  );
}
