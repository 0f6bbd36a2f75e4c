import { Field, Int, ObjectType } from 'type-graphql';
import { type JsonValue, objectOf, objectsOf, textOf } from '../../common/json';
import { integer, make, text } from './read';

@ObjectType({
  simpleResolvers: true,
  description: 'What went wrong with a message, as Meta reported it in a webhook.',
})
export class MessageError {
  @Field(() => Int, {
    nullable: true,
    description: "Meta's error code, such as 131047 (the customer service window is closed).",
  })
  code!: number | null;

  @Field(() => String, { nullable: true, description: 'A short name of the error, in English.' })
  title!: string | null;

  @Field(() => String, { nullable: true, description: 'What happened; often the same as `title`.' })
  message!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What exactly was wrong, and what to do (Meta's `error_data.details`).",
  })
  details!: string | null;

  @Field(() => String, { nullable: true, description: "A page of Meta's documentation about the error." })
  href!: string | null;
}

/** Reads an `errors` list of a message or a status. */
export function errorsOf(errors: JsonValue | undefined): MessageError[] {
  return objectsOf(errors).map((error) =>
    make(MessageError, {
      code: integer(error.code),
      title: text(error.title),
      message: text(error.message),
      details: textOf(objectOf(error.error_data).details) ?? text(error.details),
      href: text(error.href),
    }),
  );
}
