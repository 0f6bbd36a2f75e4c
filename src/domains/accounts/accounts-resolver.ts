import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, ArgsType, Authorized, Ctx, Field, ID, Info, Int, Query, Resolver } from 'type-graphql';
import { InvalidInputError } from '../../common/errors';
import type { JsonObject } from '../../common/json';
import { nodeLoader } from '../../planner/load-node';
import type { GatewayContext } from '../context';
import { type Connection, connectionOf } from '../graphql/connection';
import { Consumes } from '../graphql/consumes';
import { loadTypedNode } from '../nodes/load-typed-node';
import { WhatsAppBusinessAccount } from './whatsapp-business-account';

/** Graph reads this many nodes in one request (`?ids=`). */
const MAX_ACCOUNTS = 50;

@ArgsType()
class AccountPageArgs {
  @Field(() => Int, {
    nullable: true,
    description:
      'How many accounts from the start, or after `after`. 1 to 50; 25 when neither `first` nor `last` is given.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only accounts after this cursor.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many accounts from the end, or before `before`. 1 to 50.',
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only accounts before this cursor.' })
  before?: string | null;
}

const ListedAccountConnection = connectionOf(
  () => WhatsAppBusinessAccount,
  'ListedAccount',
  'the accounts this gateway serves',
  {
    canFail: true,
  },
);

/** Queries for WhatsApp Business Accounts. */
@Resolver()
export class AccountsResolver {
  @Authorized('accounts:read')
  @Consumes('managementCalls')
  @Query(() => WhatsAppBusinessAccount, {
    nullable: true,
    description:
      'A WhatsApp Business Account (WABA) by its id, with all that is selected below it in one Graph request. Needs the scope `accounts:read`. Errors: NOT_FOUND, FORBIDDEN.',
  })
  async whatsAppBusinessAccount(
    @Arg('id', () => ID, { description: "The account's id (WABA id)." }) id: string,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<JsonObject> {
    context.ownership.assertAccount(id);
    const account = await loadTypedNode(context, id, info, 'WhatsAppBusinessAccount');
    // Meta counts calls on accounts, and an id does not tell that it is one.
    context.limits?.facts.learnAccount(id);
    return account;
  }

  @Authorized('accounts:read')
  @Consumes('managementCalls')
  @Query(() => ListedAccountConnection, {
    // What else is asked for together with it is answered when Meta does not tell the accounts.
    nullable: true,
    description:
      'The accounts this gateway serves: those configured, else those its token was granted. Whatever their number and whatever is selected below them, two Graph requests at most. Needs the scope `accounts:read`.',
  })
  async whatsAppBusinessAccounts(
    @Args(() => AccountPageArgs) args: AccountPageArgs,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<Promise<JsonObject>>> {
    const page = pageOf(await context.ownership.accountIds(), args);
    const nodes = page.ids.map(nodeLoader(context.graph, info));
    // A node that fails is reported where it stands in the list; until then its rejection has no listener.
    for (const node of nodes) node.catch(() => undefined);
    return {
      nodes,
      edges: nodes.map((node, index) => ({ node, cursor: cursorOf(page.ids[index] ?? '') })),
      pageInfo: {
        hasNextPage: page.hasNextPage,
        hasPreviousPage: page.hasPreviousPage,
        startCursor: page.ids.length > 0 ? cursorOf(page.ids[0] ?? '') : null,
        endCursor: page.ids.length > 0 ? cursorOf(page.ids.at(-1) ?? '') : null,
      },
    };
  }
}

const cursorOf = (id: string) => Buffer.from(`account:${id}`).toString('base64url');

function pageOf(all: readonly string[], { first, after, last, before }: AccountPageArgs) {
  if (typeof first === 'number' && typeof last === 'number') {
    throw new InvalidInputError(
      'last',
      'cannot go with `first`',
      'Give `first` to read forward or `last` to read backward.',
    );
  }
  const count = first ?? last ?? 25;
  if (count < 1 || count > MAX_ACCOUNTS) {
    throw new InvalidInputError(
      typeof last === 'number' ? 'last' : 'first',
      `is ${count}`,
      `Give a number from 1 to ${MAX_ACCOUNTS}.`,
    );
  }
  let from = typeof after === 'string' ? placeOf(all, after, 'after') + 1 : 0;
  let to = typeof before === 'string' ? placeOf(all, before, 'before') : all.length;
  if (typeof last === 'number') from = Math.max(from, to - count);
  else to = Math.min(to, from + count);
  return { ids: all.slice(from, to), hasNextPage: to < all.length, hasPreviousPage: from > 0 };
}

function placeOf(all: readonly string[], cursor: string, argument: string): number {
  const [kind, id = ''] = Buffer.from(cursor, 'base64url').toString().split(':');
  const place = kind === 'account' ? all.indexOf(id) : -1;
  if (place < 0) {
    throw new InvalidInputError(
      argument,
      'is not a cursor of this list',
      'Give a `cursor` of an earlier answer, unchanged; if accounts changed since, start anew.',
    );
  }
  return place;
}
