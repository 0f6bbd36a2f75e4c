import { Remembered } from '../../common/remembered';
import type { NodeKind } from '../../graph/node-kinds';

/** What a node is never changes. */
export const knownTypes = new Remembered<string, NodeKind>(24 * 3_600_000, 10_000);
