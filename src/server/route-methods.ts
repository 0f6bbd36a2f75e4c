import type { FastifyInstance } from 'fastify';

/** Which methods each path of a server takes, to tell a wrong method from a wrong path. */
export class RouteMethods {
  private readonly routes: { pattern: RegExp; methods: string[] }[] = [];

  /** @param server one without routes yet */
  constructor(server: FastifyInstance) {
    server.addHook('onRoute', ({ url, method }) => {
      this.routes.push({ pattern: patternOf(url), methods: [method].flat() });
    });
  }

  /** Empty for a path that there is not. */
  of(url: string): string[] {
    const [path = ''] = url.split('?');
    return [
      ...new Set(this.routes.flatMap(({ pattern, methods }) => (pattern.test(path) ? methods : []))),
    ].sort();
  }
}

function patternOf(url: string): RegExp {
  const source = url
    .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll(/:\w+/g, '[^/]+')
    .replaceAll('*', '.*');
  return new RegExp(`^${source}$`);
}
