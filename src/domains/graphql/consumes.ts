import type { GraphQLSchema } from 'graphql';
import { Extensions } from 'type-graphql';
import type { PolicyName } from '../../limits/policies';

/** What every call to Meta counts against: how much of them is left, Meta alone knows. */
const OF_EVERY_CALL: readonly PolicyName[] = ['platformCalls', 'userCalls', 'endpointCalls'];

/** What messages count against, whether one is sent or many. */
export const OF_MESSAGES = [
  'throughput',
  'pair',
  'messagingLimit',
  'spamRate',
  'userMarketing',
  'callPermissionRequests',
] as const satisfies readonly PolicyName[];

/**
 * Declares which limits of Meta's an operation counts against, by itself and by what may be selected below it. Nothing is
 * enforced here: what each call takes is told from the call, where it leaves (`src/limits/charges.ts`).
 */
export const Consumes = (...limits: PolicyName[]): MethodDecorator =>
  Extensions({ consumes: [...limits, ...OF_EVERY_CALL] });

/** The limits that a field declares; none, where it declares nothing. */
export function consumedBy({ extensions }: { extensions: Readonly<Record<string, unknown>> }): string[] {
  const { consumes } = extensions;
  return Array.isArray(consumes) ? consumes.filter((name) => typeof name === 'string') : [];
}

/** Says in the descriptions of a built schema what its operations declare. */
export function describeConsumption(schema: GraphQLSchema): GraphQLSchema {
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      const names = consumedBy(field).map((name) => `\`${name}\``);
      const last = names.pop();
      if (last === undefined) continue;
      field.description = `${field.description} What it asks of Meta counts against ${names.join(', ')} and ${last}.`;
    }
  }
  return schema;
}
