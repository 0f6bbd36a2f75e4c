import { isObjectType } from 'graphql';
import type { GatewayContext } from '../../src/domains/context';
import { createApollo } from '../../src/server/apollo';
import { PreparedOperations } from '../../src/server/prepared-operations';
import { buildGatewaySchema } from '../../src/server/schema';

const schema = buildGatewaySchema();
const formatError = ({ message }: { message: string }) => ({ message });

function resolvers(): unknown[] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) ? Object.values(type.getFields()).map(({ resolve }) => resolve) : [],
  );
}

it('executes what Apollo Server has to explain without putting resolvers of its own before those of the schema', async () => {
  const before = resolvers();
  // Nothing of it is looked at.
  const contextValue: GatewayContext = Object.create(null);
  const apollo = createApollo({
    schema,
    introspection: false,
    operations: new PreparedOperations(schema, formatError),
    formatError,
  });
  const { body } = await apollo.executeOperation(
    { query: 'query ($id: ID!) { message(id: $id) { id } }' },
    { contextValue },
  );
  expect(body).toMatchObject({
    singleResult: { errors: [{ message: expect.stringContaining('"$id" of required type') }] },
  });
  expect(resolvers()).toEqual(before);
  await apollo.stop();
});
