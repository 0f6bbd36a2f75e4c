import {
  type DocumentNode,
  type ExecutionArgs,
  type FieldNode,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import type { Variables } from '../prepared-variables';

/** Arguments of subscriptions that say where in the log to begin: they make no difference once events are live. */
const START_ARGUMENTS: ReadonlySet<string> = new Set(['after', 'since']);

/**
 * The variables of a subscription without those that only say where it begins. A subscription that can't do without them
 * keeps them, and shares with those that begin at the same place.
 */
export function startVariablesOf({ document, operationName, variableValues }: ExecutionArgs): {
  variables: Variables;
  hasStart: boolean;
} {
  const given: Variables = variableValues ?? {};
  const operation = getOperationAST(document, operationName);
  if (!operation) return { variables: given, hasStart: true };
  const starts = startArgumentsOf(operation);
  // A fragment may hold the field and its arguments.
  const isPlain = operation.selectionSet.selections.every(({ kind }) => kind === Kind.FIELD);
  const names = starts.flatMap(({ value }) => (value.kind === Kind.VARIABLE ? [value.name.value] : []));
  const isLiteral = starts.some(({ value }) => value.kind !== Kind.VARIABLE && value.kind !== Kind.NULL);
  const droppable = names.filter(
    (name) => isOptional(operation, name) && usesOf(document, name) === 1 && !isInFuture(given[name]),
  );
  return {
    variables: Object.fromEntries(Object.entries(given).filter(([name]) => !droppable.includes(name))),
    hasStart:
      !isPlain || isLiteral || names.some((name) => given[name] != null || !isOptional(operation, name)),
  };
}

function startArgumentsOf(operation: OperationDefinitionNode) {
  const fields = operation.selectionSet.selections.filter(
    (selection): selection is FieldNode => selection.kind === Kind.FIELD,
  );
  return fields
    .flatMap((field) => field.arguments ?? [])
    .filter((argument) => START_ARGUMENTS.has(argument.name.value));
}

/** Whether a variable may be left out, and has no default value then. */
function isOptional(operation: OperationDefinitionNode, name: string): boolean {
  const definition = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name);
  return definition?.type.kind === Kind.NAMED_TYPE && definition.defaultValue === undefined;
}

/** How often a variable is used, its definitions left out. */
function usesOf(document: DocumentNode, name: string): number {
  let uses = 0;
  visit(document, {
    enter: (node) => {
      if (node.kind === Kind.VARIABLE_DEFINITION) return false;
      if (node.kind === Kind.VARIABLE && node.name.value === name) uses += 1;
      return undefined;
    },
  });
  return uses;
}

/** A time in the future also holds back live events until then, so it does make a difference. */
function isInFuture(value: unknown): boolean {
  return typeof value === 'string' && Date.parse(value) > Date.now();
}
