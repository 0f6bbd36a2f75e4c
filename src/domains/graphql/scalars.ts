import { GraphQLError, GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLJSON, GraphQLJSONObject, GraphQLURL } from 'graphql-scalars';
import { isTooDeep, MOST_LEVELS } from '../../common/nesting';
import { assertAllExact } from './exact-numbers';

/** A point in time, RFC 3339 with offset; answers are in UTC. Resolvers return a `Date`. */
export const DateTimeScalar = GraphQLDateTime;

/** An absolute URL. Only for what Meta itself makes or has checked: the scalar refuses anything else. */
export const UrlScalar = GraphQLURL;

/** Any JSON. Only for raw payloads, beside what is typed. */
export const JsonScalar = GraphQLJSON;

/** A JSON object that a caller gives, as deep as it can be handed on, and with no number that is another than was meant. */
export const JsonObjectScalar = new GraphQLScalarType<object>({
  ...GraphQLJSONObject.toConfig(),
  parseValue: (value) => {
    if (isTooDeep(value))
      throw new GraphQLError(`JSONObject cannot be nested more than ${MOST_LEVELS} levels deep.`);
    assertAllExact('JSONObject', value);
    return GraphQLJSONObject.parseValue(value);
  },
  parseLiteral: (node, variables) => {
    const value = GraphQLJSONObject.parseLiteral(node, variables);
    assertAllExact('JSONObject', value);
    return value;
  },
});
