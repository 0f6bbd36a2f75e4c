import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { BroadcastState } from '../../outbox/broadcast';
import type { GatewayContext } from '../context';
import { Consumes } from '../graphql/consumes';
import { gatewayError } from '../graphql/user-error-of';
import { broadcastOf } from './broadcast';
import {
  CancelBroadcastInput,
  CancelBroadcastPayload,
  PauseBroadcastInput,
  PauseBroadcastPayload,
  ResumeBroadcastInput,
  ResumeBroadcastPayload,
} from './broadcast-payloads';
import { findBroadcast } from './find-broadcast';

const NEEDS = 'Needs the scope `messages:send`. Errors: NOT_FOUND, FORBIDDEN.';

/** Pausing, resuming and ending broadcasts. Doing what is done already is no mistake. */
@Resolver()
export class SteerBroadcastResolver {
  @Authorized('messages:send')
  @Consumes('managementCalls')
  @Mutation(() => PauseBroadcastPayload, {
    description: `Lets no further message of a broadcast leave, until it is resumed. What is on its way is seen through. ${NEEDS}`,
  })
  pauseBroadcast(
    @Arg('input', () => PauseBroadcastInput, { description: 'Which.' }) { id }: PauseBroadcastInput,
    @Ctx() context: GatewayContext,
  ): Promise<PauseBroadcastPayload> {
    return steer(context, id, 'PAUSED', () => context.broadcasts.pause(id));
  }

  @Authorized('messages:send')
  @Consumes('managementCalls')
  @Mutation(() => ResumeBroadcastPayload, {
    description: `Goes on with a paused broadcast where it stopped. ${NEEDS}`,
  })
  resumeBroadcast(
    @Arg('input', () => ResumeBroadcastInput, { description: 'Which.' }) { id }: ResumeBroadcastInput,
    @Ctx() context: GatewayContext,
  ): Promise<ResumeBroadcastPayload> {
    return steer(context, id, 'RUNNING', () => context.broadcasts.resume(id));
  }

  @Authorized('messages:send')
  @Consumes('managementCalls')
  @Mutation(() => CancelBroadcastPayload, {
    description: `Ends a broadcast: what was not sent yet will not be. What is on its way is seen through. ${NEEDS}`,
  })
  cancelBroadcast(
    @Arg('input', () => CancelBroadcastInput, { description: 'Which.' }) { id }: CancelBroadcastInput,
    @Ctx() context: GatewayContext,
  ): Promise<CancelBroadcastPayload> {
    return steer(context, id, 'CANCELLED', () => context.broadcasts.cancel(id));
  }
}

async function steer(
  context: GatewayContext,
  id: string,
  wanted: BroadcastState,
  change: () => Promise<boolean>,
) {
  await findBroadcast(context, id);
  const isChanged = await change();
  const stored = await findBroadcast(context, id);
  const broadcast = broadcastOf(stored);
  if (isChanged || stored.state === wanted) return { broadcast, userErrors: [] };
  const message = `The broadcast has ended (${stored.state}): nothing was changed.`;
  return { broadcast, userErrors: [gatewayError('BROADCAST_ENDED', message, { field: ['input', 'id'] })] };
}
