import { Counter, collectDefaultMetrics, Gauge, Histogram, type Registry } from 'prom-client';
import { schemaDrift } from '../domains/events/drift/schema-drift';
import type { TemplateChecks } from '../domains/templates/template-checks';
import type { DeliveryOutcome } from '../events/deliveries/types';
import type { Hub } from '../events/hub';
import type { Receiver } from '../events/receiver';
import type { EventLog } from '../events/types';
import type { CircuitState } from '../graph/circuit';
import { circuitGauge } from './graph-metrics';

/** How many unknown keys have a time series of their own; the rest share one. */
const MAX_DRIFT_SERIES = 100;

/** What an operator watches, for `/metrics`. */
export interface Metrics {
  registry: Registry;
  /** Wraps the receiver, so that everything it receives is counted. */
  counting(receiver: Receiver): Receiver;
}

/** What is read when metrics are asked for. */
export interface MetricSources {
  log: EventLog;
  hub: Hub;
  templates: Pick<TemplateChecks, 'counts'>;
  /** State of the circuit before the Graph API. */
  circuit: () => CircuitState;
  /** What the parts that count as they go have registered with already. */
  registry: Registry;
}

/**
 * Makes the metrics of a gateway. Values are read when they are asked for, or counted where the gateway handles them
 * anyway.
 */
export function createMetrics({ registry, log, hub, templates, circuit }: MetricSources): Metrics {
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  circuitGauge(registry, circuit);
  const webhooks = new Map<DeliveryOutcome, number>();
  new Counter({
    name: 'whatsapp_gateway_webhooks_total',
    help: 'Webhooks received, by what became of them (WebhookOutcome): STORED, or why they were refused.',
    labelNames: ['outcome'],
    registers,
    collect() {
      this.reset();
      for (const [outcome, count] of webhooks) this.inc({ outcome }, count);
    },
  });
  const events = { new: 0, repeated: 0 };
  new Counter({
    name: 'whatsapp_gateway_events_total',
    help: 'Events in webhooks that were stored: new ones, and ones that the log already held.',
    labelNames: ['outcome'],
    registers,
    collect() {
      this.reset();
      for (const [outcome, count] of Object.entries(events)) this.inc({ outcome }, count);
    },
  });
  const duration = new Histogram({
    name: 'whatsapp_gateway_webhook_duration_seconds',
    help: 'From the arrival of a webhook until its events were on disk, or until it was found that they could not be.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  new Gauge({
    name: 'whatsapp_gateway_event_streams',
    help: 'Readers that follow the event log now.',
    registers,
    collect() {
      this.set(hub.size);
    },
  });
  new Gauge({
    name: 'whatsapp_gateway_event_log_place',
    help: 'Place of the newest event in the log that this process knows of.',
    registers,
    collect() {
      this.set(log.known);
    },
  });
  new Counter({
    name: 'whatsapp_gateway_template_checks_total',
    help: 'Template messages compared with their definitions: passed, refused without a call, or unchecked since the definition could not be read.',
    labelNames: ['outcome'],
    registers,
    collect() {
      this.reset();
      for (const [outcome, count] of Object.entries(templates.counts)) this.inc({ outcome }, count);
    },
  });
  new Counter({
    name: 'whatsapp_gateway_schema_drift_total',
    help: `Keys in events of known kinds that the schema has no field for; the first ${MAX_DRIFT_SERIES} by name, all others under the path "(other)".`,
    labelNames: ['field', 'kind', 'path'],
    registers,
    collect() {
      this.reset();
      const { entries, others } = schemaDrift.counts(MAX_DRIFT_SERIES);
      for (const { field, kind, path, count } of entries) this.inc({ field, kind, path }, count);
      this.inc({ field: '', kind: '', path: '(other)' }, others);
    },
  });

  const count = (outcome: DeliveryOutcome) => void webhooks.set(outcome, (webhooks.get(outcome) ?? 0) + 1);
  return {
    registry,
    counting: (receiver) => ({
      ...receiver,
      async receive(...request) {
        const begun = performance.now();
        const receipt = await receiver.receive(...request);
        if (receipt.status === 200 || receipt.status === 503) {
          duration.observe((performance.now() - begun) / 1_000);
        }
        count(receipt.code);
        events.new += receipt.stored;
        events.repeated += receipt.repeated;
        return receipt;
      },
      tooLarge(size) {
        count('TOO_LARGE');
        return receiver.tooLarge(size);
      },
    }),
  };
}
