import { GraphError } from '../graph-error';
import { messageError } from '../messages/error-codes';
import type { BusinessAccount } from '../model/records';
import type { World } from '../model/world';
import type { Used } from './limit';
import type { Limits } from './limits';

/** A call as far as counting needs to know it. */
export interface Call {
  readonly method: string;
  /** The nodes that it names: several with `?ids=`, each of which counts. */
  readonly ids: readonly string[];
  readonly edge: string | undefined;
}

/** What a call has cost: the usage headers, and why it can't be answered if it was one too many. */
export interface Charge {
  readonly headers: Readonly<Record<string, string>>;
  readonly fault?: GraphError;
}

/** The edges of an account whose calls count for it, whatever the method. */
const COUNTED_EDGES = ['assigned_users', 'message_templates', 'subscribed_apps'];

/** The edges of a number that have limits of their own. */
const UNCOUNTED_EDGES = ['messages', 'marketing_messages', 'media', 'register', 'deregister'];

const MINUTE_MS = 60_000;

function percentOf({ used, of }: Used): number {
  return of === 0 ? 100 : Math.floor((used / of) * 100);
}

/** Meta weighs a call's time as well; here every call takes half of what it may. */
function usageOf(used: Used): Record<'call_count' | 'total_time' | 'total_cputime', number> {
  const call_count = percentOf(used);
  const share = Math.floor(call_count / 2);
  return { call_count, total_time: share, total_cputime: share };
}

/** Counts calls for the app, or for the app and an account, as Meta does, and tells of it in the usage headers. */
export class MeteredCalls {
  constructor(
    private readonly limits: Limits,
    private readonly world: World,
  ) {}

  charge(call: Call): Charge {
    const accounts = call.ids.map((id) => this.accountOf(id, call));
    const counted = accounts.filter((account) => account !== undefined);
    if (counted.length > 0) return this.chargeAccounts(counted, call.method);
    if (call.edge !== undefined && UNCOUNTED_EDGES.includes(call.edge)) return { headers: {} };
    return this.chargeApp();
  }

  /** The account that reading or changing a node counts for, if it counts. */
  private accountOf(id: string, { method, edge }: Call): BusinessAccount | undefined {
    const { accounts, phoneNumbers } = this.world;
    const reads = method === 'GET' || method === 'HEAD';
    const account = accounts.get(id);
    if (account !== undefined) {
      const counts = edge === undefined || edge === 'phone_numbers' ? reads : COUNTED_EDGES.includes(edge);
      return counts ? account : undefined;
    }
    return edge === undefined && reads ? accounts.get(phoneNumbers.get(id)?.accountId ?? '') : undefined;
  }

  private chargeAccounts(accounts: readonly BusinessAccount[], method: string): Charge {
    const { managementCalls } = this.limits;
    const { app, phoneNumbers } = this.world;
    const usage: Record<string, unknown[]> = {};
    let refused = false;
    for (const account of accounts) {
      const isActive = phoneNumbers.some(
        ({ accountId, pin }) => accountId === account.id && pin !== undefined,
      );
      const use = { app, account, isActive };
      refused = !managementCalls.take(use) || refused;
      const { freeInMs, ...used } = managementCalls.usageOf(use);
      usage[account.id] = [
        {
          type: 'whatsapp',
          ...usageOf(used),
          estimated_time_to_regain_access: Math.ceil(freeInMs / MINUTE_MS),
        },
      ];
    }
    const headers = { 'x-business-use-case-usage': JSON.stringify(usage) };
    // Both codes mean the same; reads of accounts and numbers are answered with the second.
    return refused ? { headers, fault: messageError(method === 'GET' ? 80008 : 80007) } : { headers };
  }

  private chargeApp(): Charge {
    const { appCalls } = this.limits;
    const { app } = this.world;
    const fits = appCalls.take(app);
    const headers = { 'x-app-usage': JSON.stringify(usageOf(appCalls.usageOf(app))) };
    if (fits) return { headers };
    return {
      headers,
      fault: new GraphError(4, '(#4) Application request limit reached', { transient: true }),
    };
  }
}
