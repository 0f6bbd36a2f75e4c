import { opaqueId } from '../declare/rules';

/** What every field that names another message allows. */
export const MESSAGE_ID = { chars: 128, rule: opaqueId } as const;
