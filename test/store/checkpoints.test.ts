import { statSync } from 'node:fs';
import { openDatabase } from '../../src/store/database';
import { until } from '../support/until';
import { tempFolder } from './support/temp-folder';

const newFile = tempFolder();
const ADD = 'INSERT INTO projections (name, log_seq, sent_seq, version) VALUES (?, 0, 0, 0)';

it('moves what was committed into the file while the database is in use', async () => {
  const file = newFile();
  const database = await openDatabase(`sqlite:${file}`);
  const before = statSync(file).size;
  // Far fewer pages than the writer itself would move.
  const rows = Array.from({ length: 8_000 }, (_, index) => [`name-${index}`]);
  await database.write([{ sql: ADD, rows }]);
  await until(() => statSync(file).size > before);
  expect(await database.read('SELECT count(*) FROM projections', [])).toEqual([[8_000]]);
  await database.close();
});
