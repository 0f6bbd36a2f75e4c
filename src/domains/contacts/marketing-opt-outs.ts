import type { GraphQLResolveInfo } from 'graphql';
import { Authorized, Ctx, Field, FieldResolver, ID, Info, ObjectType, Resolver, Root } from 'type-graphql';
import type { JsonObject } from '../../common/json';
import type { GatewayContext } from '../context';
import { DateTimeScalar } from '../graphql/scalars';
import { relatedNode } from '../messages/related-node';
import { PhoneNumber } from '../phone-numbers/phone-number';
import { Contact } from './contact';

@ObjectType({
  simpleResolvers: true,
  description: 'A person stopped the marketing messages of a business phone number.',
})
export class MarketingOptOut {
  @Field(() => ID, { description: 'The business phone number whose marketing messages they do not want.' })
  phoneNumberId!: string;

  @Field(() => ID, { description: 'The account (WABA) of the number.' })
  accountId!: string;

  @Field(() => DateTimeScalar, {
    description:
      'When they said so, or when a marketing message first failed because they had (`MARKETING_OPTED_OUT`).',
  })
  since!: Date;
}

/** What leads from a person to what they stopped. */
@Resolver(() => Contact)
export class ContactOptOutsResolver {
  @Authorized('accounts:read')
  @FieldResolver(() => [MarketingOptOut], {
    description:
      'The business phone numbers whose marketing messages the person stopped and has not resumed since ' +
      '(`user_preferences`); of the accounts that the caller may see. Marketing templates of these are not sent to them. ' +
      'Needs the scope `accounts:read`.',
  })
  async marketingOptOuts(
    @Root() { id }: Contact,
    @Ctx() { history, caller }: GatewayContext,
  ): Promise<MarketingOptOut[]> {
    const found = await history.marketingOptOuts(id);
    return found
      .filter(({ accountId }) => !caller.accounts || caller.accounts.has(accountId))
      .map((optOut) => Object.assign(new MarketingOptOut(), optOut));
  }
}

/** What leads from an opt-out to its number. */
@Resolver(() => MarketingOptOut)
export class MarketingOptOutResolver {
  @FieldResolver(() => PhoneNumber, {
    nullable: true,
    description: 'The business phone number whose marketing messages they do not want.',
  })
  phoneNumber(
    @Root() { phoneNumberId }: MarketingOptOut,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): JsonObject | Promise<JsonObject> | null {
    return relatedNode(context, phoneNumberId, info);
  }
}
