import type { Consumption } from '../common/consumption';
import type { GraphClient } from './client';
import { type Expansion, readKeyOf } from './expansion';
import { NodeReader } from './reader';
import type { NodeResult } from './results';

/** Who reads. */
export interface ReadFor {
  signal?: AbortSignal | undefined;
  /** Where it is noted what a read took that begins with this one. */
  consumption?: Consumption | undefined;
}

interface Flight {
  results: Promise<NodeResult[]>;
  /** Operations that wait for it. */
  waiting: number;
  gone: AbortController;
}

/**
 * Reads of the same fields of the same nodes that are under way at the same time are one read: a page that a hundred
 * people have open costs Meta's limits once. Only what is under way is shared, nothing is kept; and a read never joins
 * one that began before the gateway changed something or heard of a change.
 */
export class SharedReads {
  private readonly flights = new Map<string, Flight>();

  constructor(
    private readonly client: GraphClient,
    private readonly token: string,
  ) {}

  /** One result for each id, in order. The nodes are shared: they must not be changed. */
  read(
    ids: readonly string[],
    expansion: Expansion,
    query: Readonly<Record<string, string>> | undefined,
    { signal, consumption }: ReadFor = {},
  ): Promise<NodeResult[]> {
    const key = `${ids.join()}?${readKeyOf(expansion, query)}`;
    const flight = this.flights.get(key) ?? this.start(key, ids, expansion, query, consumption);
    flight.waiting += 1;
    if (signal) this.leaveWith(signal, key, flight);
    return flight.results;
  }

  /** Something changed: what is read from now on is read anew. */
  forget(): void {
    this.flights.clear();
  }

  private start(
    key: string,
    ids: readonly string[],
    expansion: Expansion,
    query: Readonly<Record<string, string>> | undefined,
    consumption: Consumption | undefined,
  ): Flight {
    const gone = new AbortController();
    const reader = new NodeReader((call) =>
      this.client.call({ ...call, token: this.token, signal: gone.signal, consumption }),
    );
    const results = reader.read(ids, expansion, query).finally(() => this.end(key, flight));
    const flight: Flight = { results, waiting: 0, gone };
    this.flights.set(key, flight);
    return flight;
  }

  /** When the last operation that waits goes away, so does the read. */
  private leaveWith(signal: AbortSignal, key: string, flight: Flight): void {
    const leave = () => {
      flight.waiting -= 1;
      if (flight.waiting > 0) return;
      this.end(key, flight);
      flight.gone.abort();
    };
    signal.addEventListener('abort', leave, { once: true });
    const stay = () => signal.removeEventListener('abort', leave);
    flight.results.then(stay, stay);
  }

  private end(key: string, flight: Flight): void {
    if (this.flights.get(key) === flight) this.flights.delete(key);
  }
}
