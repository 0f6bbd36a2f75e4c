import { GraphError, invalidParameter } from '../graph-error';

/** Where an edge's cursors hold, so that one from another edge is refused. */
function scope(nodeId: string, edge: string): string {
  return `${nodeId}/${edge}`;
}

/** An opaque cursor for the member with this ordinal. */
export function encodeCursor(nodeId: string, edge: string, ordinal: number): string {
  return Buffer.from(`QVFI:${scope(nodeId, edge)}:${ordinal}`).toString('base64');
}

/** The ordinal in a cursor. Anything that is no cursor of this edge is an error, as Meta has it. */
export function decodeCursor(cursor: string, nodeId: string, edge: string, version: string): number {
  const [, place, ordinal] = /^QVFI:(.*):(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
  if (place === scope(nodeId, edge)) return Number(ordinal);
  if (edge === 'message_templates' && Number(version.slice(1)) >= 24) {
    throw new GraphError(131059, '(#131059) Invalid or expired paging cursor', {
      details: 'The cursor is invalid or has expired. Start again without a cursor.',
    });
  }
  throw invalidParameter('Invalid cursor provided in the API argument');
}
