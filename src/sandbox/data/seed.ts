import type { App } from '../model/kinds/app';
import type { World } from '../model/world';
import { FLOWS } from './flows';
import { MEDIA } from './media';
import { PHONE_NUMBERS } from './phone-numbers';
import { ACCOUNTS, BUSINESSES } from './portfolios';
import { TEMPLATES } from './templates';

/** The app whose tokens and webhooks these are. Nothing here is secret: the sandbox tells it to anyone. */
export const SEED_APP: App = {
  id: '1827364509182736',
  name: 'Sandbox App',
  secret: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
  verifyToken: 'sandbox-verify-token',
};

/** Fills a world with the example data; a world of its own each time, so that sandboxes share nothing. */
export function seed(world: World): void {
  for (const business of BUSINESSES) world.businesses.add(structuredClone(business));
  for (const account of ACCOUNTS) world.accounts.add(structuredClone(account));
  for (const phoneNumber of PHONE_NUMBERS) world.phoneNumbers.add(structuredClone(phoneNumber));
  for (const template of TEMPLATES) world.templates.add(structuredClone(template));
  for (const flow of FLOWS) world.flows.add(structuredClone(flow));
  // Bytes never change: they need no copy.
  for (const media of MEDIA) world.media.add({ ...media });
}
