import { type Config, ConfigError } from './config';

/** Why the gateway did not start, in words that name what to change. */
export function startFailure(error: unknown, config: Config | undefined): string {
  if (error instanceof ConfigError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `The gateway could not start: ${(config && listenFault(error, config)) ?? message}`;
}

/** What is wrong with an address that could not be listened at; undefined for other faults. */
function listenFault(error: unknown, { host, port, sandboxPort, isSandbox }: Config): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  if (error.syscall === 'getaddrinfo') return `HOST is ${host}, which is the name of no machine.`;
  if (error.syscall !== 'listen') return undefined;
  const given = 'port' in error ? error.port : undefined;
  const name = isSandbox && given === sandboxPort && given !== port ? 'SANDBOX_PORT' : 'PORT';
  switch (error.code) {
    case 'EADDRINUSE':
      return `another program listens at port ${given} already. Stop it, or set ${name} to a free one.`;
    case 'EACCES':
      return `this user may not listen at port ${given}. Set ${name} to one above 1023.`;
    case 'EADDRNOTAVAIL':
      return `HOST is ${host}, which is no address of this machine.`;
    default:
      return undefined;
  }
}
