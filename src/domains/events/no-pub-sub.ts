import type { PubSub } from 'type-graphql';

/**
 * type-graphql refuses subscriptions without a PubSub, even if all of them bring their own stream. Events are read from
 * the log: nothing may be published here.
 */
export const noPubSub: PubSub = {
  publish: refuse,
  subscribe: refuse,
};

function refuse(): never {
  throw new Error('Events come from the log. There is nothing to publish or to subscribe to here.');
}
