import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { CircuitState } from '../graph/circuit';
import type { CallKind, CallOutcome, GraphObserver } from '../graph/observer';

const STATES: readonly CircuitState[] = ['CLOSED', 'OPEN', 'HALF_OPEN'];

/** Counts what the gateway asks of the Graph API. */
export function graphObserver(registry: Registry): GraphObserver {
  const registers = [registry];
  const seconds = new Histogram({
    name: 'whatsapp_gateway_graph_request_seconds',
    help: 'How long requests to Graph took, by what they are: read, idempotent (changes, repeatable), once (sends), upload.',
    labelNames: ['kind'],
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    registers,
  });
  const counts = new Map<CallKind, Map<CallOutcome, number>>();
  new Counter({
    name: 'whatsapp_gateway_graph_requests_total',
    help: 'Requests to Graph, by what they are and what came of them; CIRCUIT_OPEN: kept back, nothing was sent.',
    labelNames: ['kind', 'outcome'],
    registers,
    collect() {
      this.reset();
      for (const [kind, outcomes] of counts)
        for (const [outcome, count] of outcomes) this.inc({ kind, outcome }, count);
    },
  });
  const repeats = new Counter({
    name: 'whatsapp_gateway_graph_retries_total',
    help: 'Requests to Graph that were made again after a failure.',
    labelNames: ['kind'],
    registers,
  });
  return {
    ended(kind, outcome, took) {
      const outcomes = counts.get(kind) ?? new Map<CallOutcome, number>();
      counts.set(kind, outcomes);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (outcome !== 'CIRCUIT_OPEN') seconds.observe({ kind }, took);
    },
    repeated(kind) {
      repeats.inc({ kind });
    },
  };
}

/** Shows the state of the circuit before the Graph API. */
export function circuitGauge(registry: Registry, state: () => CircuitState): void {
  new Gauge({
    name: 'whatsapp_gateway_graph_circuit',
    help: '1 for the state that the circuit before Graph is in: CLOSED (works), OPEN (requests are kept back), HALF_OPEN (one tries).',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const now = state();
      for (const one of STATES) this.set({ state: one }, one === now ? 1 : 0);
    },
  });
}
