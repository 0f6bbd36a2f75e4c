import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { Remembered } from '../common/remembered';

/** What parsing a hostile operation may cost at most; callers' own are a small part of it. */
export const PARSE_OPTIONS = { maxTokens: 20_000 };
const REMEMBERED_MS = 3_600_000;
const MOST_DOCUMENTS = 1_000;

/** Parsed and valid operations of sockets: a thousand subscribers with one operation share one document and its plans. */
export class Documents {
  private readonly known = new Remembered<string, DocumentNode>(REMEMBERED_MS, MOST_DOCUMENTS);

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly introspection: boolean,
  ) {}

  /** The operation's document, or what is wrong with it. */
  read(text: string): DocumentNode | readonly GraphQLError[] {
    const known = this.known.get(text);
    if (known) return known;
    try {
      const document = parse(text, PARSE_OPTIONS);
      const rules = this.introspection
        ? specifiedRules
        : [...specifiedRules, NoSchemaIntrospectionCustomRule];
      const errors = validate(this.schema, document, rules);
      if (errors.length > 0) return errors;
      this.known.set(text, document);
      return document;
    } catch (error) {
      if (error instanceof GraphQLError) return [error];
      throw error;
    }
  }
}
