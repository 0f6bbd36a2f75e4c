import pino, { type Logger } from 'pino';
import type { Config } from '../config';

/** Logs as JSON lines; what could hold a secret, a message or a phone number is left out wherever it stands. */
export function createLogger(config: Pick<Config, 'logLevel'>): Logger {
  return pino({
    level: config.logLevel,
    redact: {
      paths: [
        'req',
        'res',
        '*.token',
        '*.accessToken',
        '*.authorization',
        '*.headers',
        '*.body',
        '*.to',
        '*.from',
      ],
      remove: true,
    },
  });
}
