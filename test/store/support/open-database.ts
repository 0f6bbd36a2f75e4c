/** A process that opens the database it is told, and closes it again. */
import { openDatabase } from '../../../src/store/database';

openDatabase(process.argv[2] ?? '').then((database) => database.close());
