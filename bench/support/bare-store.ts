import { parentPort, workerData } from 'node:worker_threads';
import Database from 'libsql';

/** The bare receiver's thread: one commit, waiting for the disk, for all bodies of a batch. */

const database = new Database(String(workerData));
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000');
database.exec('CREATE TABLE webhooks (id INTEGER PRIMARY KEY, body TEXT NOT NULL)');
const insert = database.prepare('INSERT INTO webhooks (body) VALUES (?)');

parentPort?.on('message', (bodies: string[]) => {
  database.exec('BEGIN');
  for (const body of bodies) insert.run(body);
  database.exec('COMMIT');
  parentPort?.postMessage(bodies.length);
});
