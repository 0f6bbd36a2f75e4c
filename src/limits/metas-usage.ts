import type { CallCharges } from './charges';
import type { Learning } from './learning';
import type { Limiter } from './limiter';
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
/** How long an account's calls pause when Meta says that they are over and not for how long. */
const ACCOUNT_PAUSE_MS = 60_000;

/**
 * What is used up is closed for as long as Meta says, not until all of it has left the window: so much is counted, and the
 * first calls after that hear what is true then.
 */
const MOST_PERCENT = 95;

/** Takes over what Meta itself counts of calls: other apps and other gateways may use the same allowance. */
export class MetasUsage {
  constructor(private readonly options: MetasUsageOptions) {}

  saw({ app, business }: UsageHeaders): void {
    if (app !== undefined) this.ofApp(app);
    if (business !== undefined) this.ofAccounts(business);
  }

  private ofApp(header: string): void {
    const { limiter, charges, closeAppAt } = this.options;
    const percent = readAppUsage(header);
    if (percent !== undefined && percent >= closeAppAt) void limiter.close(charges.platform(), APP_PAUSE_MS);
  }

  private ofAccounts(header: string): void {
    const { limiter, learning } = this.options;
    for (const { accountId, percent, regainMs } of readBusinessUsage(header)) {
      const charges = this.options.charges.management(accountId);
      for (const charge of charges) {
        if (charge.meter.kind !== 'window') continue;
        const used = Math.floor((charge.meter.limit * Math.min(percent, MOST_PERCENT)) / 100);
        void limiter.calibrate(charge, used);
      }
      if (regainMs === 0 && percent < 100) continue;
      const forMs = regainMs || ACCOUNT_PAUSE_MS;
      learning.stated(charges, forMs);
      void limiter.close(charges, forMs);
    }
  }
}
