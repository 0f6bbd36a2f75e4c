import {
  type DocumentNode,
  execute,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import type { GatewayContext } from '../domains/context';
import { PlannedExecution } from './planned-execution';

export type Variables = Readonly<Record<string, unknown>>;
export type ErrorFormatter = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** What an operation answered, ready to be sent. */
export interface OperationResult {
  data: Record<string, unknown> | null;
  errors?: GraphQLFormattedError[];
}

/** Variables of an operation, found good. */
export interface GoodVariables {
  given: Variables;
  /** As GraphQL's input types make them: with defaults, ids as texts. */
  coerced: Variables;
}

const NO_VARIABLES: GoodVariables = { given: {}, coerced: {} };

/** A query or a mutation that is known to be valid. */
export class PreparedOperation {
  private readonly planned: PlannedExecution;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    private readonly formatError: ErrorFormatter,
  ) {
    this.planned = new PlannedExecution(schema, document, operation);
  }

  /** Checks variables; undefined when they are bad, which Apollo Server then explains. */
  check(given: Variables): GoodVariables | undefined {
    const { variableDefinitions = [] } = this.operation;
    if (variableDefinitions.length === 0) return NO_VARIABLES;
    const { coerced } = getVariableValues(this.schema, variableDefinitions, given);
    return coerced && { given, coerced };
  }

  async execute(contextValue: GatewayContext, { given, coerced }: GoodVariables): Promise<OperationResult> {
    const plain = await this.planned.execute(contextValue, coerced);
    if (plain) return { data: plain };
    const { data = null, errors } = await execute({
      schema: this.schema,
      document: this.document,
      operationName: this.operation.name?.value,
      contextValue,
      variableValues: given,
    });
    if (!errors) return { data };
    return { data, errors: errors.map((error) => this.formatError(error.toJSON(), error)) };
  }
}
