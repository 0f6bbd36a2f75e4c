import { Counter, Gauge, type Registry } from 'prom-client';
import type { Limits } from '../limits/open-limits';

/** Adds what an operator watches of the limits. */
export function addLimitMetrics(registry: Registry, { gate, shared }: Limits): void {
  const registers = [registry];
  new Gauge({
    name: 'whatsapp_gateway_limit_waiting_calls',
    help: "Calls that wait now for a limit of Meta's.",
    registers,
    collect() {
      this.set(gate.limiter.counts.waiting);
    },
  });
  counted(
    'whatsapp_gateway_limit_refusals_total',
    'Calls that the gateway refused, by the limit in the way.',
    () => gate.limiter.counts.refused,
  );
  counted(
    'whatsapp_gateway_limit_closures_total',
    'How often Meta said that a limit was exceeded and it was closed for a while, by limit. Above 0, something else uses it too.',
    () => gate.learning.counts,
  );
  if (!shared) return;
  new Gauge({
    name: 'whatsapp_gateway_limits_alone',
    help: '1 while Redis is away and this replica keeps its share of the limits alone.',
    registers,
    collect() {
      this.set(shared.isAlone ? 1 : 0);
    },
  });
  new Counter({
    name: 'whatsapp_gateway_limit_fallbacks_total',
    help: 'How often Redis went away.',
    registers,
    collect() {
      this.reset();
      this.inc(shared.fallbacks);
    },
  });

  function counted(name: string, help: string, read: () => ReadonlyMap<string, number>): void {
    new Counter({
      name,
      help,
      labelNames: ['policy'],
      registers,
      collect() {
        this.reset();
        for (const [policy, count] of read()) this.inc({ policy }, count);
      },
    });
  }
}
