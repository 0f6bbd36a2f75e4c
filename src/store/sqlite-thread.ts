import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { StoreError } from './errors';
import { packUnits, unpackResults } from './packed-units';
import type { QueryResult, WorkerOptions, WorkerRequest, WorkerResponse } from './sqlite-protocol';
import type { Durability, SqlValue, UnitResult, WiredStatement } from './statements';
import { unwiredError } from './wired-error';

type Answer = Extract<WorkerResponse, { ok: true }>['value'];

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/**
 * The gateway's end of a thread that owns a SQLite connection. Requests are answered in the order they were made. Those of
 * one turn of the event loop go over, and come back, as one message: waking a thread costs more than most of its answers.
 */
export class SqliteThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #exited: Promise<void>;
  #leaving: WorkerRequest[] = [];
  #lastId = 0;
  #isOpen = false;
  #ended?: StoreError;

  private constructor(
    options: WorkerOptions,
    private readonly onLost: (error: StoreError) => void,
  ) {
    this.#worker = new Worker(path.join(__dirname, 'sqlite-worker.js'), { workerData: options });
    this.#worker.on('message', (responses: WorkerResponse[]) => {
      for (const response of responses) this.#settle(response);
    });
    this.#worker.on('error', (error) =>
      this.#end(new StoreError('CLOSED', `The database thread failed: ${error.message}`)),
    );
    this.#exited = new Promise((resolve) => {
      this.#worker.once('exit', () => {
        this.#end(new StoreError('CLOSED', 'The database thread ended.'));
        resolve();
      });
    });
  }

  /** Starts the thread; resolves once its connection is open. Told when it ends without having been asked to. */
  static async open(
    options: WorkerOptions,
    onLost: (error: StoreError) => void = () => undefined,
  ): Promise<SqliteThread> {
    const thread = new SqliteThread(options, onLost);
    await new Promise<Answer>((resolve, reject) => thread.#waiting.set(0, { resolve, reject }));
    thread.#isOpen = true;
    return thread;
  }

  async batch(sqls: string[], units: WiredStatement[][], durability: Durability): Promise<UnitResult[]> {
    const packed = packUnits(units);
    const answer = this.#request((id) => ({ id, op: 'batch', durability, sqls, units: packed }));
    // Those of the turn are together already.
    this.#post();
    const results = await answer;
    return results !== null && 'outcomes' in results ? unpackResults(results) : [];
  }

  async query(sql: string, parameters: readonly SqlValue[]): Promise<QueryResult> {
    const answer = await this.#request((id) => ({ id, op: 'query', sql, parameters }));
    if (answer === null || !('rows' in answer))
      throw new StoreError('FAILED', 'The database thread gave no rows.');
    return answer;
  }

  /** Closes the connection after everything asked for before. What comes later is refused: libsql aborts on it. */
  async close(): Promise<void> {
    if (!this.#ended) {
      const closed = this.#request((id) => ({ id, op: 'close' }));
      this.#ended = new StoreError('CLOSED', 'The database is closed.');
      await closed;
    }
    await this.#exited;
  }

  #request(make: (id: number) => WorkerRequest): Promise<Answer> {
    const ended = this.#ended;
    if (ended) return Promise.reject(ended);
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      if (this.#leaving.length === 0) setImmediate(() => this.#post());
      this.#leaving.push(make(id));
      this.#waiting.set(id, { resolve, reject });
    });
  }

  #post(): void {
    if (this.#leaving.length === 0) return;
    const requests = this.#leaving;
    this.#leaving = [];
    try {
      this.#worker.postMessage(requests);
    } catch {
      for (const request of requests) this.#postAlone(request);
    }
  }

  /** One that holds what cannot be given to a thread fails alone. */
  #postAlone(request: WorkerRequest): void {
    try {
      this.#worker.postMessage([request]);
    } catch (error) {
      this.#waiting.get(request.id)?.reject(error instanceof Error ? error : new Error(String(error)));
      this.#waiting.delete(request.id);
    }
  }

  #settle(response: WorkerResponse): void {
    const waiting = this.#waiting.get(response.id);
    this.#waiting.delete(response.id);
    if (response.ok) waiting?.resolve(response.value);
    else waiting?.reject(unwiredError(response.error));
  }

  #end(error: StoreError): void {
    if (!this.#ended) {
      this.#ended = error;
      if (this.#isOpen) this.onLost(error);
    }
    for (const waiting of this.#waiting.values()) waiting.reject(this.#ended);
    this.#waiting.clear();
  }
}
