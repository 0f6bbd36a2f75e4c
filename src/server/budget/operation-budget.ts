import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { PreparedVariables, type Variables } from '../prepared-variables';
import { costOf, type OperationCost } from './operation-cost';

/** Requests to Meta's Graph API that one operation may plan. */
const MOST_GRAPH_CALLS = 100;
/**
 * Items that the lists of one operation may hold together. Pages are seldom full, above all where lists are nested, so it
 * is far more than an operation should ever have: three levels of pages of the default size, or two of the largest.
 */
const MOST_ITEMS = 50_000;
/** Figures beyond it are not told: what is nested multiplies. */
const MOST_TOLD = 1_000_000_000;

/** The budgets of operations that are kept as documents. */
export class OperationBudgets {
  private readonly known = new WeakMap<OperationDefinitionNode, OperationBudget | 'enough'>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Why an operation is not executed; undefined where it may be. */
  refusal(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    given: Variables,
  ): GraphQLError | undefined {
    let budget = this.known.get(operation);
    if (!budget) {
      budget = OperationBudget.of(this.schema, document, operation) ?? 'enough';
      this.known.set(operation, budget);
    }
    return budget === 'enough' ? undefined : budget.refusal(given);
  }
}

/** What one operation may cost. Only operations that can cost too much have a budget that has to be looked at. */
export class OperationBudget {
  private readonly variables: PreparedVariables;

  private constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
  ) {
    this.variables = new PreparedVariables(schema, operation);
  }

  /** Undefined for an operation that is within bounds whatever its variables are: nearly every one. */
  static of(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
  ): OperationBudget | undefined {
    const most = costOf(schema, document, operation, undefined);
    return faultOf(most) && new OperationBudget(schema, document, operation);
  }

  /** Why the operation is not executed; undefined where it may be, and with variables that are bad: others say so. */
  refusal(given: Variables): GraphQLError | undefined {
    const values = this.variables.coerce(given);
    return values && faultOf(costOf(this.schema, this.document, this.operation, values));
  }
}

function faultOf({ graphCalls, items, largestList }: OperationCost): GraphQLError | undefined {
  if (graphCalls > MOST_GRAPH_CALLS) {
    return tooLarge('graphCalls', graphCalls, MOST_GRAPH_CALLS, {
      problem: "requests to Meta's Graph API",
      fix: 'Split it. Each mutation is a request, and so is a list that is asked for once more with other arguments.',
    });
  }
  if (items > MOST_ITEMS) {
    return tooLarge('items', items, MOST_ITEMS, {
      problem: 'items in its lists',
      fix: `Ask for shorter pages with \`first\` or \`last\`, above all of \`${largestList}\`, or for fewer lists at once.`,
    });
  }
  return undefined;
}

function tooLarge(
  limit: 'graphCalls' | 'items',
  cost: number,
  maximum: number,
  { problem, fix }: { problem: string; fix: string },
): GraphQLError {
  const told = cost > MOST_TOLD ? `more than ${MOST_TOLD}` : String(cost);
  return new GraphQLError(
    `The operation can come to ${told} ${problem}, and one operation may come to ${maximum}. ${fix}`,
    {
      extensions: {
        code: 'OPERATION_TOO_LARGE',
        limit,
        cost: Math.min(cost, MOST_TOLD),
        maximum,
        fix,
      },
    },
  );
}
