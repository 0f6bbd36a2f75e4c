import {
  type DocumentNode,
  execute,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { GatewayContext } from '../domains/context';
import { limitsOf } from './limits-extension';
import { PlannedExecution } from './planned-execution';

export type Variables = Readonly<Record<string, unknown>>;
export type ErrorFormatter = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** What an operation answered, ready to be sent. */
export interface OperationResult {
  data: Record<string, unknown> | null;
  errors?: GraphQLFormattedError[];
  extensions?: Record<string, unknown>;
}

/** A query or a mutation that is known to be valid. */
export class PreparedOperation {
  private readonly planned: PlannedExecution | undefined;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    private readonly formatError: ErrorFormatter,
  ) {
    if (operation.operation === 'query') this.planned = new PlannedExecution(schema, document, operation);
  }

  /** What the operation answers; undefined when its variables are bad, which Apollo Server then explains. */
  async execute(contextValue: GatewayContext, variables: Variables): Promise<OperationResult | undefined> {
    const result = await this.dataOf(contextValue, variables);
    const limits = result && limitsOf(contextValue);
    return limits ? { ...result, extensions: { limits } } : result;
  }

  private async dataOf(
    contextValue: GatewayContext,
    variables: Variables,
  ): Promise<OperationResult | undefined> {
    const plain = await this.planned?.execute(contextValue, variables);
    if (plain) return { data: plain };
    const { data, errors } = await execute({
      schema: this.schema,
      document: this.document,
      operationName: this.operation.name?.value,
      contextValue,
      variableValues: variables,
    });
    // Nothing was executed.
    if (data === undefined) return undefined;
    if (!errors) return { data };
    return { data, errors: errors.map((error) => this.formatError(error.toJSON(), error)) };
  }
}
