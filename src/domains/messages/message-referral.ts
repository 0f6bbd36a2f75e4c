import { Field, ID, ObjectType } from 'type-graphql';
import { isObject, type JsonValue, objectOf } from '../../common/json';
import { make, text } from './read';

@ObjectType({
  simpleResolvers: true,
  description:
    'The ad or post that a customer came from (click-to-WhatsApp). It opens a free entry point of 72 hours.',
})
export class MessageReferral {
  @Field(() => String, { nullable: true, description: 'Where the ad or post is.' })
  sourceUrl!: string | null;

  @Field(() => ID, { nullable: true, description: "Meta's id of the ad or post." })
  sourceId!: string | null;

  @Field(() => String, { nullable: true, description: '`ad` or `post`.' })
  sourceType!: string | null;

  @Field(() => String, { nullable: true, description: 'The headline of the ad or post.' })
  headline!: string | null;

  @Field(() => String, { nullable: true, description: 'The text of the ad or post.' })
  body!: string | null;

  @Field(() => String, { nullable: true, description: '`image` or `video`.' })
  mediaType!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the image is, when `mediaType` is `image`.' })
  imageUrl!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the video is, when `mediaType` is `video`.' })
  videoUrl!: string | null;

  @Field(() => String, { nullable: true, description: "Where the video's thumbnail is." })
  thumbnailUrl!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The click id, to report conversions with (`ctwa_clid`). Absent for ads in Status.',
  })
  ctwaClid!: string | null;

  @Field(() => String, { nullable: true, description: 'The greeting that the ad showed the customer.' })
  welcomeMessage!: string | null;

  @Field(() => String, { nullable: true, description: "The ad's own reference, where one was set." })
  ref!: string | null;
}

/** Reads the `referral` of a message. */
export function referralOf(referral: JsonValue | undefined): MessageReferral | null {
  if (!isObject(referral)) return null;
  return make(MessageReferral, {
    sourceUrl: text(referral.source_url),
    sourceId: text(referral.source_id),
    sourceType: text(referral.source_type),
    headline: text(referral.headline),
    body: text(referral.body),
    mediaType: text(referral.media_type),
    imageUrl: text(referral.image_url),
    videoUrl: text(referral.video_url),
    thumbnailUrl: text(referral.thumbnail_url),
    ctwaClid: text(referral.ctwa_clid),
    welcomeMessage: text(objectOf(referral.welcome_message).text),
    ref: text(referral.ref),
  });
}
