import type { GatewayContext } from '../domains/context';
import { limitsOf } from './limits-extension';
import { staleOf } from './stale-extension';

/** The `extensions` of an answer; undefined when there are none. */
export function responseExtensions(context: GatewayContext): Record<string, unknown> | undefined {
  const limits = limitsOf(context);
  const stale = staleOf(context);
  return limits || stale ? { ...(limits && { limits }), ...(stale && { stale }) } : undefined;
}
