import { Field, ID, ObjectType } from 'type-graphql';
import { MetaField, MetaStruct } from '../../../planner/declare';
import { readTexts } from '../../../planner/readers';
import { TemplateButton } from './template-button';

@ObjectType({
  simpleResolvers: true,
  description: 'A place in an Android app that a button opens; Marketing Messages API only.',
})
@MetaStruct()
export class AppDeepLink {
  @Field(() => ID, { nullable: true, description: 'Id of the Meta app that counts conversions.' })
  @MetaField('meta_app_id')
  metaAppId!: string | null;

  @Field(() => String, { nullable: true, description: 'The place: `luckyshrub://deals/summer`.' })
  @MetaField('android_deep_link')
  androidDeepLink!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What is opened where the place cannot be, such as a store page.',
  })
  @MetaField('android_fallback_playstore_url')
  androidFallbackPlaystoreUrl!: string | null;
}

@ObjectType('TemplateUrlButton', {
  implements: TemplateButton,
  simpleResolvers: true,
  description:
    'A button that opens a web page. One-time passcode buttons are answered by Meta as this kind too.',
})
@MetaStruct()
export class TemplateUrlButton extends TemplateButton {
  // No URL scalar: its end may be a parameter, `{{1}}`.
  @Field(() => String, {
    nullable: true,
    description:
      'The address, up to 2,000 characters; may end with a parameter: `https://example.com/{{1}}`.',
  })
  @MetaField('url')
  url!: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'An example of the address with its parameter filled in.',
  })
  @MetaField('example', { read: readTexts })
  example!: string[] | null;

  @Field(() => AppDeepLink, {
    nullable: true,
    description: 'A place in an Android app to be opened instead.',
  })
  @MetaField('app_deep_link')
  appDeepLink!: AppDeepLink | null;
}

@ObjectType('TemplateAppButton', {
  implements: TemplateButton,
  simpleResolvers: true,
  description: 'A button that opens an Android app; Marketing Messages API only.',
})
@MetaStruct()
export class TemplateAppButton extends TemplateButton {
  @Field(() => AppDeepLink, { nullable: true, description: 'The place in the app.' })
  @MetaField('app_deep_link')
  appDeepLink!: AppDeepLink | null;
}
