import { accountSamples } from './webhook-corpus/accounts';
import { callSamples, flowSamples, historySamples } from './webhook-corpus/calls-flows-history';
import { conversationSamples } from './webhook-corpus/conversations';
import { groupSamples } from './webhook-corpus/groups';
import { peopleSamples } from './webhook-corpus/people';
import { phoneNumberSamples } from './webhook-corpus/phone-numbers';
import type { Sample } from './webhook-corpus/sample';
import { templateSamples } from './webhook-corpus/templates';

/** Real-looking webhooks of every field and kind, beside plain messages and statuses, with what becomes of them. */
export const WEBHOOK_CORPUS: readonly Sample[] = [
  ...conversationSamples,
  ...templateSamples,
  ...phoneNumberSamples,
  ...accountSamples,
  ...peopleSamples,
  ...callSamples,
  ...groupSamples,
  ...flowSamples,
  ...historySamples,
];
