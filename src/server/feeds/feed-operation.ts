import { type ExecutionArgs, type ExecutionResult, type GraphQLError, subscribe } from 'graphql';
import type { Caller } from '../../domains/caller';
import type { ContextFactory } from '../context-factory';
import type { ErrorFormatter } from '../prepared-operation';
import { HubTap, type TapOptions } from './hub-tap';
import { startVariablesOf } from './start-variables';

/** A running subscription: its results, and the place in the log that the last one belongs to. */
export interface Execution {
  results: AsyncGenerator<ExecutionResult, void, void>;
  tap: HubTap;
}

export interface FeedOperationOptions {
  contexts: ContextFactory;
  formatError: ErrorFormatter;
}

/** A caller's subscription, and what of it others may share. */
export class FeedOperation {
  /** Equal for subscriptions that get the same events from now on. */
  readonly key: string;
  /** Whether its arguments say where it begins; otherwise it begins now. */
  readonly hasStart: boolean;
  readonly #shared: ExecutionArgs;

  constructor(
    private readonly options: FeedOperationOptions,
    text: string,
    private readonly args: ExecutionArgs,
    private readonly caller: Caller,
  ) {
    const { variables, hasStart } = startVariablesOf(args);
    this.#shared = { ...args, variableValues: variables };
    this.hasStart = hasStart;
    const { name, scopes, accounts } = caller;
    const identity = [name, [...scopes].sort(), accounts && [...accounts].sort()];
    this.key = JSON.stringify([identity, args.operationName ?? null, variables, text]);
  }

  /** Executes it as it was asked for; a result in place of an execution says what is wrong with it. */
  begin(signal: AbortSignal, tap: TapOptions): Promise<Execution | ExecutionResult> {
    return this.#execute(this.args, signal, tap);
  }

  /** Executes it after a place in the log, wherever it was asked to begin. */
  goOn(signal: AbortSignal, tap: TapOptions & { after: number }): Promise<Execution | ExecutionResult> {
    return this.#execute(this.#shared, signal, tap);
  }

  /** The `payload` of a `next` message. */
  payloadOf({ data = null, errors, extensions }: ExecutionResult): Buffer {
    return Buffer.from(
      JSON.stringify({ data, ...(errors && { errors: errors.map(this.#format) }), extensions }),
    );
  }

  readonly #format = (error: GraphQLError) => this.options.formatError(error.toJSON(), error);

  async #execute(args: ExecutionArgs, signal: AbortSignal, options: TapOptions) {
    const context = this.options.contexts.forSubscription(this.caller, { signal });
    const tap = new HubTap(context.hub, options);
    const results = await subscribe({ ...args, contextValue: { ...context, signal, hub: tap } });
    return Symbol.asyncIterator in results ? { results, tap } : results;
  }
}
