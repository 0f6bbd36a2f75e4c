import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { Remembered } from '../common/remembered';
import { ClosedIntrospectionRule } from './closed-introspection-rule';
import { ExtentRule } from './extent-rule';
import { nestingFault } from './nesting';
import { SubscriptionRootRule } from './subscription-root-rule';

/** What parsing a hostile operation may cost at most; callers' own are a small part of it. */
export const PARSE_OPTIONS = { maxTokens: 20_000 };
const REMEMBERED_MS = 3_600_000;
const MOST_DOCUMENTS = 1_000;

/** Parsed and valid operations of sockets: a thousand subscribers with one operation share one document and its plans. */
export class Documents {
  private readonly known = new Remembered<string, DocumentNode>(REMEMBERED_MS, MOST_DOCUMENTS);

  private readonly rules: readonly ValidationRule[];

  constructor(
    private readonly schema: GraphQLSchema,
    introspection: boolean,
  ) {
    this.rules = [
      ...specifiedRules,
      ExtentRule,
      SubscriptionRootRule,
      ...(introspection ? [] : [ClosedIntrospectionRule]),
    ];
  }

  /** The operation's document, or what is wrong with it or with its variables before anything looks at them. */
  read(text: string, variables: unknown): DocumentNode | readonly GraphQLError[] {
    const known = this.known.get(text);
    const tooDeep = nestingFault(known ? '' : text, variables);
    if (tooDeep) return [tooDeep];
    if (known) return known;
    const document = parsed(text);
    if (document instanceof GraphQLError) return [document];
    const errors = validate(this.schema, document, this.rules);
    if (errors.length > 0) return errors;
    this.known.set(text, document);
    return document;
  }
}

function parsed(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text, PARSE_OPTIONS);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { message, source, positions } = error;
    return new GraphQLError(message, {
      source,
      positions,
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    });
  }
}
