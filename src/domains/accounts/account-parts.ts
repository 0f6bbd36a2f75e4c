import { Field, ID, ObjectType } from 'type-graphql';
import type { JsonObject, JsonValue } from '../../common/json';
import { MetaField, MetaStruct } from '../../planner/declare';
import { MetaEnumField } from '../../planner/open-enum';
import { readEdgeItems, readFlag, readObjects, readTime, readUrl } from '../../planner/readers';
import { DateTimeScalar, UrlScalar } from '../graphql/scalars';
import { OnBehalfOfStatus } from './account-enums';
import { Application } from './application';

@ObjectType({
  simpleResolvers: true,
  description: 'Id and name of a business portfolio that the token need not have access to.',
})
@MetaStruct()
export class BusinessInfo {
  @Field(() => ID, { nullable: true, description: "The portfolio's id." })
  @MetaField('id')
  id!: string | null;

  @Field(() => String, { nullable: true, description: "The portfolio's name." })
  @MetaField('name')
  name!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'The business on whose behalf a partner owns an account, a model that Meta retired in September 2025.',
})
@MetaStruct()
export class OnBehalfOfBusinessInfo {
  @Field(() => ID, { nullable: true, description: "The business portfolio's id." })
  @MetaField('id')
  id!: string | null;

  @Field(() => String, { nullable: true, description: "The business portfolio's name." })
  @MetaField('name')
  name!: string | null;

  @MetaEnumField(OnBehalfOfStatus, 'status', 'Whether the business agreed.')
  status!: string | null;

  @Field(() => String, { nullable: true, description: "What kind of relation it is, in Meta's words." })
  @MetaField('type')
  type!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "What a business says about its customers' data and content.",
})
@MetaStruct()
export class DataContentControl {
  @Field(() => Boolean, { nullable: true, description: 'Whether it is turned on.' })
  @MetaField('enabled', { read: readFlag })
  isEnabled!: boolean | null;

  @Field(() => UrlScalar, { nullable: true, description: "The page with the business's policy." })
  @MetaField('policy_url', { read: readUrl })
  policyUrl!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "An app that gets an account's webhooks." })
@MetaStruct()
export class SubscribedApp {
  @Field(() => Application, { nullable: true, description: 'The app (`whatsapp_business_api_data`).' })
  @MetaField('whatsapp_business_api_data')
  application!: Application | null;

  @Field(() => UrlScalar, {
    nullable: true,
    description:
      "Callback URL that this account's webhooks go to instead of the app's own; null when it has none.",
  })
  @MetaField('override_callback_uri', { read: readUrl })
  overrideCallbackUri!: string | null;
}

/** Meta's OpenAPI description has the app's id and name directly in the item; Graph answers them one level down. */
export function readSubscribedApps(value: JsonValue): JsonObject[] {
  const items = readEdgeItems(value);
  return items.map((item) =>
    item.whatsapp_business_api_data ? item : { ...item, whatsapp_business_api_data: item },
  );
}

@ObjectType({
  simpleResolvers: true,
  description: 'A country whose authentication-international rate starts apart.',
})
@MetaStruct()
export class AuthInternationalRateException {
  @Field(() => String, { nullable: true, description: 'Country, ISO 3166-1 alpha-2.' })
  @MetaField('country_code')
  countryCode!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'From when the rate is charged there.' })
  @MetaField('start_time', { read: readTime })
  startTime!: Date | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'From when the authentication-international rate is charged, in countries that have one.',
})
@MetaStruct()
export class AuthInternationalRateEligibility {
  @Field(() => DateTimeScalar, { nullable: true, description: 'From when the rate is charged.' })
  @MetaField('start_time', { read: readTime })
  startTime!: Date | null;

  @Field(() => [AuthInternationalRateException], {
    nullable: true,
    description: 'Countries with another start.',
  })
  @MetaField('exception_countries', { read: readObjects })
  exceptionCountries!: AuthInternationalRateException[] | null;
}
