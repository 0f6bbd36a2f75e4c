import { Field, Int, ObjectType } from 'type-graphql';
import type { ErrorActor, ErrorCategory, ErrorName, RetryAdvice } from '../../graph/error-catalogue';
import { ErrorActorEnum, ErrorCategoryEnum, ErrorCodeEnum, RetryAdviceEnum } from './user-error-code';

@ObjectType({
  simpleResolvers: true,
  description: 'Why a mutation did not do what was asked: an outcome that somebody can act on.',
})
export class UserError {
  @Field(() => [String], {
    nullable: true,
    description:
      'Path of the input value that is at fault: `["input", "content", "text", "body"]`. Null when it is none in particular.',
  })
  field!: string[] | null;

  @Field(() => String, {
    description: 'What went wrong, for developers. In English; never a message text or a number.',
  })
  message!: string;

  @Field(() => ErrorCodeEnum, { description: 'What went wrong, by a name that stays.' })
  code!: ErrorName;

  @Field(() => ErrorCategoryEnum, { description: 'What the error is about.' })
  category!: ErrorCategory;

  @Field(() => Int, {
    nullable: true,
    description:
      "Meta's `code`; also where the gateway knew that Meta would refuse, and did not ask. Null for errors of other kinds.",
  })
  metaCode!: number | null;

  @Field(() => Int, { nullable: true, description: "Meta's `error_subcode`, where there is one." })
  metaSubcode!: number | null;

  @Field(() => String, { nullable: true, description: "Meta's `error_data.details`: what exactly is wrong." })
  details!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Meta's `error_user_title`, fit to be shown to users.",
  })
  userTitle!: string | null;

  @Field(() => String, { nullable: true, description: "Meta's `error_user_msg`, fit to be shown to users." })
  userMessage!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Meta's `fbtrace_id`: name it when you ask Meta's support.",
  })
  fbtraceId!: string | null;

  @Field(() => Boolean, { description: 'Whether the same call can succeed later, with nothing changed.' })
  retryable!: boolean;

  @Field(() => RetryAdviceEnum, { description: 'When to make the same call again, if ever.' })
  retry!: RetryAdvice;

  @Field(() => Int, {
    nullable: true,
    description: 'How long to wait before the same call, in milliseconds, where that is known.',
  })
  retryAfterMs!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The limit that was in the way, by its name (`throughput`, `pair`, …), for `RATE_LIMITED`. See `extensions.limits`.',
  })
  policy!: string | null;

  @Field(() => ErrorActorEnum, { description: 'Who has to do something about it.' })
  actor!: ErrorActor;
}
