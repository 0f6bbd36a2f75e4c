import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildGatewaySchema } from '../server/schema';

/** Writes `schema/schema.graphql` from the code, sorted, so that a change of the API is a small difference. */
const path = join(__dirname, '../../../schema/schema.graphql');
writeFileSync(path, `${printSchema(lexicographicSortSchema(buildGatewaySchema()))}\n`);
