import { ArgsType, Field, ID, Int, ObjectType } from 'type-graphql';
import { MetaField, MetaStruct } from '../../planner/declare';
import { readInteger, readObjects, readTime, readUrl } from '../../planner/readers';
import { DateTimeScalar, UrlScalar } from '../graphql/scalars';

@ObjectType({ simpleResolvers: true, description: 'A place in the Flow JSON that a problem has to do with.' })
@MetaStruct()
export class FlowErrorPointer {
  @Field(() => Int, { nullable: true, description: 'First line, counted from 1.' })
  @MetaField('line_start', { read: readInteger })
  lineStart!: number | null;

  @Field(() => Int, { nullable: true, description: 'Last line, counted from 1.' })
  @MetaField('line_end', { read: readInteger })
  lineEnd!: number | null;

  @Field(() => Int, { nullable: true, description: 'First column, counted from 1.' })
  @MetaField('column_start', { read: readInteger })
  columnStart!: number | null;

  @Field(() => Int, { nullable: true, description: 'Last column, counted from 1.' })
  @MetaField('column_end', { read: readInteger })
  columnEnd!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Path into the Flow JSON, such as `screens[0].layout`.',
  })
  @MetaField('path')
  path!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What is wrong with the Flow JSON; it keeps a Flow from being published.',
})
@MetaStruct()
export class FlowValidationError {
  @Field(() => String, { nullable: true, description: "Meta's name of the problem: `INVALID_PROPERTY`." })
  @MetaField('error')
  error!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Meta's name of the kind of problem: `JSON_SCHEMA_ERROR`.",
  })
  @MetaField('error_type')
  errorType!: string | null;

  @Field(() => String, { nullable: true, description: 'What is wrong, in English.' })
  @MetaField('message')
  message!: string | null;

  @Field(() => Int, { nullable: true, description: 'First line in the Flow JSON, counted from 1.' })
  @MetaField('line_start', { read: readInteger })
  lineStart!: number | null;

  @Field(() => Int, { nullable: true, description: 'Last line in the Flow JSON, counted from 1.' })
  @MetaField('line_end', { read: readInteger })
  lineEnd!: number | null;

  @Field(() => Int, { nullable: true, description: 'First column in the Flow JSON, counted from 1.' })
  @MetaField('column_start', { read: readInteger })
  columnStart!: number | null;

  @Field(() => Int, { nullable: true, description: 'Last column in the Flow JSON, counted from 1.' })
  @MetaField('column_end', { read: readInteger })
  columnEnd!: number | null;

  @Field(() => [FlowErrorPointer], {
    nullable: true,
    description: 'All places that the problem has to do with.',
  })
  @MetaField('pointers', { read: readObjects })
  pointers!: FlowErrorPointer[] | null;
}

@ObjectType({ simpleResolvers: true, description: 'A web page on which a Flow can be tried out.' })
@MetaStruct()
export class FlowPreview {
  @Field(() => UrlScalar, {
    nullable: true,
    description: 'Address of the page. Whoever has it can see the Flow, without signing in.',
  })
  @MetaField('preview_url', { read: readUrl })
  previewUrl!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when the address works.' })
  @MetaField('expires_at', { read: readTime })
  expiresAt!: Date | null;
}

/** For which phone number. */
@ArgsType()
export class FlowHealthArgs {
  @Field(() => ID, {
    nullable: true,
    description: 'A phone number that the Flow would be sent from, to have it take part in the judgement.',
  })
  phoneNumberId?: string;
}
