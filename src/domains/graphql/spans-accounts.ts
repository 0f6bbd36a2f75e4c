import type { GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import { Extensions } from 'type-graphql';
import type { GatewayContext } from '../context';

/** Marks a field that leads from one account to others: closed to callers confined to some accounts. */
export const SpansAccounts = () => Extensions({ spansAccounts: true });

/** Closes the marked fields of a built schema to confined callers. */
export function installAccountBounds(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      if (field.extensions.spansAccounts !== true || !resolve) continue;
      field.resolve = (source, args, context: GatewayContext, info) => {
        context.ownership.assertUnconfined(`\`${type.name}.${field.name}\``);
        return resolve(source, args, context, info);
      };
    }
  }
  return schema;
}
