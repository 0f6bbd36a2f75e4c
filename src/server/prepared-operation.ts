import {
  type DocumentNode,
  execute,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { GatewayContext } from '../domains/context';
import type { Ended } from '../domains/graphql/direct';
import { OperationBudget } from './budget/operation-budget';
import { DirectMutation } from './direct-mutation';
import { PlannedExecution } from './planned-execution';
import type { Variables } from './prepared-variables';
import { responseExtensions } from './response-extensions';

export type ErrorFormatter = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

/** A query or a mutation that is known to be valid. */
export class PreparedOperation {
  private readonly planned: PlannedExecution | undefined;
  private readonly direct: DirectMutation | undefined;
  private readonly budget: OperationBudget | undefined;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    private readonly formatError: ErrorFormatter,
  ) {
    if (operation.operation === 'query') this.planned = new PlannedExecution(schema, document, operation);
    this.direct = DirectMutation.of(schema, document, operation);
    // What has a short way is one call.
    if (!this.direct) this.budget = OperationBudget.of(schema, document, operation);
  }

  /** Why the operation is not executed with these variables: it would be too large. */
  refusal(variables: Variables): GraphQLError | undefined {
    return this.budget?.refusal(variables);
  }

  /**
   * The answer of the operation, as JSON. Undefined when its variables are bad or make it too large; Apollo Server
   * then explains why.
   */
  execute(contextValue: GatewayContext, variables: Variables): Promise<string | undefined> {
    const { direct, planned } = this;
    if (this.budget?.refusal(variables)) return Promise.resolve(undefined);
    if (direct)
      return direct.execute(contextValue, variables, (done) => this.inGeneral(contextValue, variables, done));
    if (planned) return this.asPlanned(planned, contextValue, variables);
    return this.inGeneral(contextValue, variables);
  }

  private async asPlanned(
    planned: PlannedExecution,
    contextValue: GatewayContext,
    variables: Variables,
  ): Promise<string | undefined> {
    const plain = await planned.execute(contextValue, variables);
    if (plain === undefined) return this.inGeneral(contextValue, variables);
    const extensions = responseExtensions(contextValue);
    return extensions ? `{"data":${plain},"extensions":${JSON.stringify(extensions)}}` : `{"data":${plain}}`;
  }

  private async inGeneral(
    contextValue: GatewayContext,
    variables: Variables,
    rootValue?: Ended,
  ): Promise<string | undefined> {
    const { data, errors } = await execute({
      schema: this.schema,
      document: this.document,
      operationName: this.operation.name?.value,
      rootValue,
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
