import {
  type DocumentNode,
  execute,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { GatewayContext } from '../domains/context';
import { Ended } from '../domains/graphql/direct';
import { DirectMutation } from './direct-mutation';
import { PlannedExecution } from './planned-execution';
import type { Variables } from './prepared-variables';
import { responseExtensions } from './response-extensions';

export type ErrorFormatter = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** A query or a mutation that is known to be valid. */
export class PreparedOperation {
  private readonly planned: PlannedExecution | undefined;
  private readonly direct: DirectMutation | undefined;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    private readonly formatError: ErrorFormatter,
  ) {
    if (operation.operation === 'query') this.planned = new PlannedExecution(schema, document, operation);
    this.direct = DirectMutation.of(schema, document, operation);
  }

  /** What the operation answers, as JSON; undefined when its variables are bad, which Apollo Server then explains. */
  async execute(contextValue: GatewayContext, variables: Variables): Promise<string | undefined> {
    const plain = await this.planned?.execute(contextValue, variables);
    if (plain !== undefined) {
      const extensions = responseExtensions(contextValue);
      return extensions
        ? `{"data":${plain},"extensions":${JSON.stringify(extensions)}}`
        : `{"data":${plain}}`;
    }
    const done = await this.direct?.execute(contextValue, variables);
    if (done && !(done instanceof Ended))
      return JSON.stringify({ data: done.data, extensions: responseExtensions(contextValue) });
    const { data, errors } = await execute({
      schema: this.schema,
      rootValue: done,
      document: this.document,
      operationName: this.operation.name?.value,
      contextValue,
      variableValues: variables,
    });
    // Nothing was executed.
    if (data === undefined) return undefined;
    return JSON.stringify({
      data,
      errors: errors?.map((error) => this.formatError(error.toJSON(), error)),
      extensions: responseExtensions(contextValue),
    });
  }
}
