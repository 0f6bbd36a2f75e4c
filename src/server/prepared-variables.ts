import {
  GraphQLID,
  type GraphQLSchema,
  GraphQLString,
  getVariableValues,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;

/** The variables of an operation, for any number of executions. */
export class PreparedVariables {
  private readonly definitions: readonly VariableDefinitionNode[];
  /** The names of the variables, if all of them are strings: strings need no coercion by the schema. */
  private readonly texts: readonly string[] | undefined;

  constructor(
    private readonly schema: GraphQLSchema,
    { variableDefinitions = [] }: OperationDefinitionNode,
  ) {
    this.definitions = variableDefinitions;
    if (variableDefinitions.every(isText))
      this.texts = variableDefinitions.map(({ variable }) => variable.name.value);
  }

  /** The variables as resolvers take them; undefined when one of them is bad. */
  coerce(given: Variables): Variables | undefined {
    if (this.texts?.every((name) => typeof given[name] === 'string')) return given;
    return getVariableValues(this.schema, this.definitions, given).coerced;
  }
}

function isText({ type }: VariableDefinitionNode): boolean {
  const named = type.kind === 'NonNullType' ? type.type : type;
  return named.kind === 'NamedType' && [GraphQLString.name, GraphQLID.name].includes(named.name.value);
}
