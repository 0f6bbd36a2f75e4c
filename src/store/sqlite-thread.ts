import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { StoreError } from './errors';
import type { QueryResult, WorkerOptions, WorkerResponse } from './sqlite-protocol';
import type { Durability, SqlValue, UnitResult, WiredStatement } from './statements';
import { unwiredError } from './wired-error';

type Answer = Extract<WorkerResponse, { ok: true }>['value'];

interface Waiting {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** The gateway's end of a thread that owns a SQLite connection. Requests are answered in the order they were made. */
export class SqliteThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #exited: Promise<void>;
  #lastId = 0;
  #isOpen = false;
  #ended?: StoreError;

  private constructor(
    options: WorkerOptions,
    private readonly onLost: (error: StoreError) => void,
  ) {
    this.#worker = new Worker(path.join(__dirname, 'sqlite-worker.js'), { workerData: options });
    this.#worker.on('message', (response: WorkerResponse) => this.#settle(response));
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
    const answer = await this.#request((id) => ({ id, op: 'batch', durability, sqls, units }));
    return Array.isArray(answer) ? answer : [];
  }

  async query(sql: string, parameters: readonly SqlValue[]): Promise<QueryResult> {
    const answer = await this.#request((id) => ({ id, op: 'query', sql, parameters }));
    if (answer === null || Array.isArray(answer))
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

  #request(make: (id: number) => object): Promise<Answer> {
    const ended = this.#ended;
    if (ended) return Promise.reject(ended);
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#worker.postMessage(make(id));
      this.#waiting.set(id, { resolve, reject });
    });
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
