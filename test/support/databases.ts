import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { PostgresServer, postgresBinaries } from './postgres-server';

/** Makes a new, empty database for each call; it is removed after the tests of the suite. A URL as in DATABASE_URL. */
export type NewDatabase = () => Promise<string>;

/** The suite, once for each database that the gateway can use. */
export function onEachDatabase(suite: string, tests: (newDatabase: NewDatabase) => void): void {
  describe(`${suite} (SQLite)`, () => tests(sqliteDatabases()));
  onPostgres(suite, tests);
}

/** The suite on PostgreSQL: the server that TEST_DATABASE_URL names, or one that is started for the run. */
export function onPostgres(suite: string, tests: (newDatabase: NewDatabase) => void): void {
  const isThere = process.env.TEST_DATABASE_URL !== undefined || postgresBinaries() !== undefined;
  if (!isThere) {
    process.stderr.write(
      `Skipped: ${suite} (PostgreSQL). Install the server (apt-get install postgresql), or name one in TEST_DATABASE_URL.\n`,
    );
  }
  const describeOrSkip = isThere ? describe : describe.skip;
  describeOrSkip(`${suite} (PostgreSQL)`, () => tests(postgresDatabases()));
}

/** Files in a folder of the suite's own. */
export function sqliteDatabases(): NewDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-test-'));
  let count = 0;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return async () => {
    count += 1;
    return `sqlite:${join(folder, `${count}`, 'gateway.db')}`;
  };
}

function postgresDatabases(): NewDatabase {
  const names: string[] = [];
  // Forced: a process that a test killed leaves connections that the server has not missed yet.
  afterAll(async () => {
    for (const name of names) await administrate(`DROP DATABASE ${name} WITH (FORCE)`);
  });
  return async () => {
    const name = `gateway_test_${randomUUID().replaceAll('-', '')}`;
    await administrate(`CREATE DATABASE ${name}`);
    names.push(name);
    const url = new URL(await serverUrl());
    url.pathname = `/${name}`;
    return url.href;
  };
}

async function administrate(statement: string): Promise<void> {
  const client = new Client({ connectionString: await serverUrl() });
  await client.connect();
  await client.query(statement);
  await client.end();
}

let server: Promise<string> | undefined;

function serverUrl(): Promise<string> {
  server ??= findServer();
  return server;
}

/** One server for all test files that this process runs: each has modules of its own, so the file system remembers it. */
async function findServer(): Promise<string> {
  if (process.env.TEST_DATABASE_URL !== undefined) return process.env.TEST_DATABASE_URL;
  const note = join(tmpdir(), `gateway-test-postgres-${process.pid}`);
  const known = existsSync(note) ? readFileSync(note, 'utf8') : undefined;
  if (known !== undefined && (await answers(known))) return known;
  const started = await PostgresServer.create(note);
  const url = started.url('postgres');
  writeFileSync(note, url);
  return url;
}

/** A process of the same number may have left the note, and its server is gone. */
async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}
