import type { Charge } from '../types';
import { businessCalls, callPermissionReads } from './calling';
import {
  creditLine,
  endpointCalls,
  managementCalls,
  platformCalls,
  registration,
  templateCreation,
  templateEdits,
  userCalls,
} from './management';
import { callPermissionRequests, messagingLimit, spamRate, userMarketing } from './messaging';
import { pair } from './pair';
import { throughput } from './throughput';

/** The limits by their names, which stay. */
export const POLICY_NAMES = [
  'throughput',
  'pair',
  'messagingLimit',
  'spamRate',
  'userMarketing',
  'managementCalls',
  'platformCalls',
  'userCalls',
  'endpointCalls',
  'templateCreation',
  'templateEdits',
  'registration',
  'callPermissionRequests',
  'callPermissionReads',
  'businessCalls',
  'creditLine',
] as const;

/** The name of a limit. */
export type PolicyName = (typeof POLICY_NAMES)[number];

/** Every limit of Meta's that a call through the gateway can reach. */
export const POLICIES = {
  throughput,
  pair,
  messagingLimit,
  spamRate,
  userMarketing,
  managementCalls,
  platformCalls,
  userCalls,
  endpointCalls,
  templateCreation,
  templateEdits,
  registration,
  callPermissionRequests,
  callPermissionReads,
  businessCalls,
  creditLine,
};

/** What is changed of the limits: the numbers of single ones, single ones left out, or all of them. */
export type LimitSettings =
  | 'off'
  | Readonly<Partial<Record<PolicyName, 'off' | Readonly<Record<string, number>>>>>;

/** The limits as they are kept: for each, what a call takes from it; nothing where it is off. */
export type Policies = { readonly [Name in PolicyName]: ReturnType<(typeof POLICIES)[Name]['bind']> };

/** Settles the numbers of all limits. */
export function bindPolicies(settings: LimitSettings = {}): Policies {
  const bound: Partial<Record<PolicyName, unknown>> = {};
  for (const name of POLICY_NAMES) {
    const setting = settings === 'off' ? 'off' : settings[name];
    bound[name] = setting === 'off' ? NOTHING : bind(POLICIES[name], setting);
  }
  return bound as Policies;
}

const NONE: readonly Charge[] = [];
const NOTHING = () => NONE;

interface Bindable<N> {
  numbers: N;
  bind(numbers: N): unknown;
}

function bind<N extends object>(
  policy: Bindable<N>,
  setting: Readonly<Record<string, number>> = {},
): unknown {
  return policy.bind({ ...policy.numbers, ...setting });
}
