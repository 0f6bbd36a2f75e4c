import { Field, ObjectType } from 'type-graphql';
import { MetaExpandable, MetaField } from '../../planner/declare';
import { MetaEnumField } from '../../planner/open-enum';
import { readTexts, readUrl } from '../../planner/readers';
import { UrlScalar } from '../graphql/scalars';
import { BusinessVertical } from './phone-number-enums';

@ObjectType({
  simpleResolvers: true,
  description:
    'What people see of the business in WhatsApp (`whatsapp_business_profile` of a phone number). Its texts are as ' +
    'the business wrote them.',
})
@MetaExpandable({ bearsAge: true })
export class BusinessProfile {
  @Field(() => String, {
    nullable: true,
    description: 'The line below the name ("About"); up to 139 characters.',
  })
  @MetaField('about')
  about!: string | null;

  @Field(() => String, { nullable: true, description: 'Postal address; up to 256 characters.' })
  @MetaField('address')
  address!: string | null;

  @Field(() => String, { nullable: true, description: 'What the business does; up to 512 characters.' })
  @MetaField('description')
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'Contact email address; up to 128 characters.' })
  @MetaField('email')
  email!: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Up to two web addresses of up to 256 characters each, as the business wrote them.',
  })
  @MetaField('websites', { read: readTexts })
  websites!: string[] | null;

  @MetaEnumField(BusinessVertical, 'vertical', 'The line of business.')
  vertical!: string | null;

  @Field(() => UrlScalar, {
    nullable: true,
    description: "The profile picture, on WhatsApp's own servers. The address expires after some days.",
  })
  @MetaField('profile_picture_url', { read: readUrl })
  profilePictureUrl!: string | null;

  @Field(() => String, { nullable: true, description: 'Always `whatsapp`.' })
  @MetaField('messaging_product')
  messagingProduct!: string | null;
}
