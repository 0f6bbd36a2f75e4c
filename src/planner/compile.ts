import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isObjectType,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';
import { InvalidInputError } from '../common/errors';
import { addAsk, type Expansion, suffixOf } from '../graph/expansion';
import { declarationOf } from './declare';
import { pageSuffixOf } from './page';

/** What the compiler needs of `GraphQLResolveInfo`. */
export type CompileInput = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

/** Expansions without fields that were selected with arguments that cannot be used. */
const withUnusable = new WeakSet<Expansion>();

/** Whether nothing is left to ask Graph for, because of arguments that cannot be used. */
export function isUnusable(expansion: Expansion): boolean {
  return expansion.size === 0 && withUnusable.has(expansion);
}

/** Compiles what is selected below a field, for one concrete type, to what Meta is asked. */
export function compileSelection(
  input: CompileInput,
  fieldNodes: readonly FieldNode[],
  type: GraphQLObjectType,
): Expansion {
  const expansion: Expansion = new Map();
  for (const node of fieldNodes) {
    if (node.selectionSet) collect(input, node.selectionSet, type, expansion);
  }
  return expansion;
}

function collect(input: CompileInput, set: SelectionSetNode, type: GraphQLObjectType, into: Expansion): void {
  eachField(input, set, type, (node) => {
    const field = type.getFields()[node.name.value];
    if (field) addField(input, node, field, into);
  });
}

/** Visits the fields that a selection set has for a concrete type, through fragments and directives. */
function eachField(
  input: CompileInput,
  set: SelectionSetNode,
  type: GraphQLObjectType,
  visit: (node: FieldNode) => void,
): void {
  for (const selection of set.selections) {
    if (!isIncluded(selection, input.variableValues)) continue;
    if (selection.kind === 'Field') {
      visit(selection);
      continue;
    }
    const fragment:
      | (Pick<FragmentDefinitionNode, 'selectionSet'> & {
          typeCondition?: FragmentDefinitionNode['typeCondition'];
        })
      | undefined =
      selection.kind === 'InlineFragment'
        ? {
            selectionSet: selection.selectionSet,
            ...(selection.typeCondition && { typeCondition: selection.typeCondition }),
          }
        : input.fragments[selection.name.value];
    if (fragment && appliesTo(input.schema, fragment.typeCondition, type)) {
      eachField(input, fragment.selectionSet, type, visit);
    }
  }
}

/** The fields that selections have for a concrete type, by their key in the answer. */
export function fieldsOf(
  input: CompileInput,
  nodes: readonly FieldNode[],
  type: GraphQLObjectType,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  eachSelection(input, nodes, type, (node) => {
    const key = node.alias?.value ?? node.name.value;
    const same = fields.get(key);
    if (same) same.push(node);
    else fields.set(key, [node]);
  });
  return fields;
}

function isIncluded(selection: SelectionNode, variables: CompileInput['variableValues']): boolean {
  if (!selection.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false;
}

function appliesTo(
  schema: GraphQLSchema,
  condition: FragmentDefinitionNode['typeCondition'] | undefined,
  type: GraphQLObjectType,
): boolean {
  if (!condition || condition.name.value === type.name) return true;
  const conditional = typeFromAST(schema, condition);
  return isAbstractType(conditional) && schema.isSubType(conditional, type);
}

function addField(
  input: CompileInput,
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  into: Expansion,
): void {
  const declaration = declarationOf(field.extensions).metaField;
  // The id is always asked for.
  if (!declaration || (declaration.kind === 'field' && declaration.name === 'id')) return;
  if (declaration.kind === 'needs') {
    for (const name of declaration.names) addAsk(into, name);
    return;
  }
  if (declaration.kind === 'connection') {
    const args = getArgumentValues(field, node, input.variableValues);
    const suffix = ifUsable(into, () => pageSuffixOf(args) + suffixOf(declaration.args?.(args)));
    if (suffix === undefined) return;
    const connection = getNamedType(field.type);
    addAsk(
      into,
      declaration.name,
      suffix,
      isObjectType(connection) ? compileConnection(input, [node], connection) : new Map(),
    );
    return;
  }
  const type = getNamedType(field.type);
  const metaType = isObjectType(type) ? declarationOf(type.extensions).metaType : undefined;
  const sub =
    isObjectType(type) && metaType && metaType.kind !== 'struct'
      ? compileSelection(input, [node], type)
      : undefined;
  const argumentsOf = declaration.kind === 'field' ? declaration.args : undefined;
  const suffix = argumentsOf
    ? ifUsable(into, () => suffixOf(argumentsOf(getArgumentValues(field, node, input.variableValues))))
    : '';
  if (suffix === undefined) return;
  addAsk(into, declaration.name, suffix, sub, metaType?.kind === 'expandable');
}

/** Leaves out a field whose arguments cannot be used. Its resolver reports that later, for this field alone. */
function ifUsable(into: Expansion, suffix: () => string): string | undefined {
  try {
    return suffix();
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    withUnusable.add(into);
    return undefined;
  }
}

/** What `nodes` and `edges { node }` select of a connection, taken together. */
export function compileConnection(
  input: CompileInput,
  fieldNodes: readonly FieldNode[],
  connection: GraphQLObjectType,
): Expansion {
  const expansion: Expansion = new Map();
  const typeOf = (parent: GraphQLObjectType, node: FieldNode) => {
    const type = getNamedType(parent.getFields()[node.name.value]?.type);
    return isObjectType(type) ? type : undefined;
  };
  eachSelection(input, fieldNodes, connection, (part) => {
    const type = typeOf(connection, part);
    if (!type || !part.selectionSet) return;
    if (part.name.value === 'nodes') collect(input, part.selectionSet, type, expansion);
    if (part.name.value !== 'edges') return;
    eachField(input, part.selectionSet, type, (inner) => {
      const item = inner.name.value === 'node' ? typeOf(type, inner) : undefined;
      if (item && inner.selectionSet) collect(input, inner.selectionSet, item, expansion);
    });
  });
  return expansion;
}

function eachSelection(
  input: CompileInput,
  fieldNodes: readonly FieldNode[],
  type: GraphQLObjectType,
  visit: (node: FieldNode) => void,
): void {
  for (const node of fieldNodes) if (node.selectionSet) eachField(input, node.selectionSet, type, visit);
}
