import 'reflect-metadata';
import { execute, type GraphQLSchema, parse, validate } from 'graphql';
import { buildSchemaSync, Ctx, Query, Resolver } from 'type-graphql';
import type { JsonObject } from '../../src/common/json';
import { WhatsAppBusinessAccount } from '../../src/domains/accounts/whatsapp-business-account';
import { Business } from '../../src/domains/businesses/business';
import { Flow } from '../../src/domains/flows/flow';
import { Media } from '../../src/domains/media/media';
import { PhoneNumber } from '../../src/domains/phone-numbers/phone-number';
import { templateButtonTypes } from '../../src/domains/templates/buttons';
import { MessageTemplate } from '../../src/domains/templates/message-template';
import { MessageTemplateResolver } from '../../src/domains/templates/message-template-resolver';
import { installPlanner } from '../../src/planner/install';

/** Each query answers its one argument-less root with the raw answer of Graph that the context is. */
@Resolver()
class RawAnswers {
  @Query(() => WhatsAppBusinessAccount, { description: 'An account.' })
  account(@Ctx() answer: JsonObject): JsonObject {
    return answer;
  }

  @Query(() => PhoneNumber, { description: 'A phone number.' })
  phoneNumber(@Ctx() answer: JsonObject): JsonObject {
    return answer;
  }

  @Query(() => MessageTemplate, { description: 'A template.' })
  template(@Ctx() answer: JsonObject): JsonObject {
    return answer;
  }

  @Query(() => Business, { description: 'A portfolio.' })
  business(@Ctx() answer: JsonObject): JsonObject {
    return answer;
  }

  @Query(() => Media, { description: 'A file.' })
  media(@Ctx() answer: JsonObject): JsonObject {
    return answer;
  }

  @Query(() => Flow, { description: 'A Flow.' })
  flow(@Ctx() answer: JsonObject): JsonObject {
    return answer;
  }
}

/** The declared types of accounts, numbers, templates, portfolios, media and Flows as the planner serves them. */
export const declaredSchema: GraphQLSchema = installPlanner(
  buildSchemaSync({
    resolvers: [RawAnswers, MessageTemplateResolver],
    orphanedTypes: templateButtonTypes,
    validate: false,
  }),
);

/** Runs a query of the declared schema over a raw answer of Graph; plain JSON, as a client would get it. */
export async function queryOver(answer: JsonObject, source: string): Promise<unknown> {
  const document = parse(source);
  const errors = validate(declaredSchema, document);
  if (errors.length > 0) return { errors: errors.map((error) => error.message) };
  const result = await execute({ schema: declaredSchema, document, contextValue: answer });
  return JSON.parse(JSON.stringify(result));
}
