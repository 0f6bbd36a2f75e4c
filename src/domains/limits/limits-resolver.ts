import { Authorized, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type JsonObject, textOf } from '../../common/json';
import { MetaNeeds } from '../../planner/declare';
import { WhatsAppBusinessAccount } from '../accounts/whatsapp-business-account';
import type { GatewayContext } from '../context';
import { PhoneNumber } from '../phone-numbers/phone-number';
import { AccountUsage, SendingCapacity, usageOf } from './limit-usage';

/** What is left of the limits of a phone number. */
@Resolver(() => PhoneNumber)
export class SendingCapacityResolver {
  @MetaNeeds('throughput', 'is_on_biz_app', 'platform_type')
  @Authorized('accounts:read')
  @FieldResolver(() => SendingCapacity, {
    nullable: true,
    description:
      "How much it may still send, by Meta's limits. Null when limits are switched off (`LIMITS=off`).",
  })
  async sendingCapacity(
    @Root() node: JsonObject,
    @Ctx() { limits }: GatewayContext,
  ): Promise<SendingCapacity | null> {
    const id = textOf(node.id);
    if (!limits || id === undefined) return null;
    limits.facts.sawNumber(id, node);
    const { standings, waiting } = await limits.gate.capacityOf(id);
    const of = (policy: string) => usageOf(standings.find((standing) => standing.policy === policy));
    return { throughput: of('throughput'), messagingLimit: of('messagingLimit'), waiting };
  }
}

/** What is left of the limits of an account. */
@Resolver(() => WhatsAppBusinessAccount)
export class AccountUsageResolver {
  @MetaNeeds('id')
  @Authorized('accounts:read')
  @FieldResolver(() => AccountUsage, {
    nullable: true,
    description: "How much of Meta's limits on it is used. Null when limits are switched off (`LIMITS=off`).",
  })
  async usage(@Root() node: JsonObject, @Ctx() { limits }: GatewayContext): Promise<AccountUsage | null> {
    const id = textOf(node.id);
    if (!limits || id === undefined) return null;
    const standings = await limits.gate.usageOf(id);
    const of = (policy: string) => usageOf(standings.find((standing) => standing.policy === policy));
    return { managementCalls: of('managementCalls'), templateCreation: of('templateCreation') };
  }
}
