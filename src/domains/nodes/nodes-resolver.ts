import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Authorized, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { InvalidInputError } from '../../common/errors';
import type { GatewayContext } from '../context';
import { Consumes } from '../graphql/consumes';
import { NodeType } from '../graphql/node';
import { findGraphNode } from './find-graph-node';
import { findOwnNode } from './find-own-node';

const MAX_IDS = 50;

/** The two queries that Relay knows every node by. */
@Resolver()
export class NodesResolver {
  @Authorized('accounts:read')
  @Consumes('managementCalls')
  @Query(() => NodeType, {
    nullable: true,
    description:
      'Anything by its id: an account, phone number, template, Flow, portfolio, media file, message, conversation, broadcast or webhook request. Needs the scope `accounts:read`; for a webhook request `events:subscribe` too, for a broadcast `messages:send`. Errors: NOT_FOUND, FORBIDDEN.',
  })
  node(
    @Arg('id', () => ID, {
      description: "Meta's id; a conversation, broadcast or webhook request has one of the gateway's own.",
    })
    id: string,
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return find(context, id, info);
  }

  @Authorized('accounts:read')
  @Consumes('managementCalls')
  @Query(() => [NodeType], {
    nullable: 'items',
    description:
      'Several nodes by their ids, in order; those of one type are read in one Graph request. One that cannot be read is null, with an error. Needs the scope `accounts:read`.',
  })
  nodes(
    @Arg('ids', () => [ID], { description: `Ids as of \`node\`, at most ${MAX_IDS}.` }) ids: string[],
    @Ctx() context: GatewayContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object>[] {
    if (ids.length > MAX_IDS) {
      throw new InvalidInputError('ids', `has ${ids.length} ids`, `Give at most ${MAX_IDS} at a time.`);
    }
    return ids.map((id) => find(context, id, info));
  }
}

async function find(context: GatewayContext, id: string, info: GraphQLResolveInfo): Promise<object> {
  return findOwnNode(context, id) ?? findGraphNode(context, id, info);
}
