import { GraphQLDateTime, GraphQLJSON, GraphQLURL } from 'graphql-scalars';

/** A point in time, RFC 3339 with offset; answers are in UTC. Resolvers return a `Date`. */
export const DateTimeScalar = GraphQLDateTime;

/** An absolute URL. Only for what Meta itself makes or has checked: the scalar refuses anything else. */
export const UrlScalar = GraphQLURL;

/** Any JSON. Only for raw payloads, beside what is typed. */
export const JsonScalar = GraphQLJSON;
