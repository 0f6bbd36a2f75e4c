import { type CallCharges, targetOf, type UpstreamCall } from './charges';
import type { Learning } from './learning';
import type { Limiter } from './limiter';
import type { Charge, WindowMeter } from './types';
import { readAppUsage, readBusinessUsage } from './usage-headers';

/** What Meta's headers say of its limits. */
export interface UsageHeaders {
  app?: string | undefined;
  business?: string | undefined;
}

export interface MetasUsageOptions {
  limiter: Limiter;
  charges: CallCharges;
  learning: Learning;
  /** Percent of the app's allowance at which it makes no more calls. */
  closeAppAt: number;
}

/** How long the app makes no calls when its allowance is used up: Meta does not say how long it takes. */
const APP_PAUSE_MS = 60_000;
/** How long a business object's calls pause when Meta says that they are over and not for how long. */
const BUSINESS_PAUSE_MS = 60_000;

/**
 * What is used up is closed for as long as Meta says, rather than until all of it has left the window. So at most
 * this much is counted, and the next answers bring Meta's true count.
 */
const MOST_PERCENT = 95;

/** Takes over what Meta itself counts of calls: other apps and other gateways may use the same allowance. */
export class MetasUsage {
  constructor(private readonly options: MetasUsageOptions) {}

  saw({ app, business }: UsageHeaders, call: UpstreamCall): void {
    if (app !== undefined) this.ofApp(app);
    if (business !== undefined) this.ofBusinesses(business, call);
  }

  private ofApp(header: string): void {
    const { limiter, charges, closeAppAt } = this.options;
    const percent = readAppUsage(header);
    if (percent !== undefined && percent >= closeAppAt) void limiter.close(charges.platform(), APP_PAUSE_MS);
  }

  private ofBusinesses(header: string, call: UpstreamCall): void {
    const { limiter, learning } = this.options;
    for (const { charge, percent, regainMs } of this.attributed(header, call)) {
      if (isWindow(charge)) {
        const used = Math.floor((charge.meter.limit * Math.min(percent, MOST_PERCENT)) / 100);
        void limiter.calibrate(charge, used);
      }
      if (regainMs === 0 && percent < 100) continue;
      const forMs = regainMs || BUSINESS_PAUSE_MS;
      learning.stated([charge], forMs);
      void limiter.close([charge], forMs);
    }
  }

  /** What the header says of each limit; the higher value, where it names both an account and its portfolio. */
  private attributed(header: string, call: UpstreamCall): Iterable<Attributed> {
    const byKey = new Map<string, Attributed>();
    for (const { id, percent, regainMs } of readBusinessUsage(header)) {
      for (const charge of this.meant(id, call)) {
        const known = byKey.get(charge.key);
        byKey.set(charge.key, {
          charge,
          percent: Math.max(percent, known?.percent ?? 0),
          regainMs: Math.max(regainMs, known?.regainMs ?? 0),
        });
      }
    }
    return byKey.values();
  }

  /** The limits that Meta counts by this id: those of an account, or, for a portfolio, those of the answered call. */
  private meant(id: string, call: UpstreamCall): readonly Charge[] {
    const { charges } = this.options;
    const taken = charges.of(call);
    const counted = [...taken, ...charges.beside(call)].filter(isOfBusiness);
    if (charges.isAccount(id) || counted.some(({ subject }) => subject === id)) return charges.management(id);
    if (counted.length > 0) return counted;
    // A call on the node itself counts against no limit that is known by name, so only the called endpoint can be
    // closed.
    if (targetOf(call.path).id === id) return taken.filter(({ policy }) => policy === 'endpointCalls');
    return charges.management(id);
  }
}

interface Attributed {
  charge: Charge;
  percent: number;
  regainMs: number;
}

const isOfBusiness = ({ policy }: Charge) => policy === 'managementCalls' || policy === 'creditLine';

function isWindow(charge: Charge): charge is Charge & { meter: WindowMeter } {
  return charge.meter.kind === 'window';
}
