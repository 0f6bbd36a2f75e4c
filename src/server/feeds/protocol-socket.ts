import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';

const PING_EVERY_MS = 12_000;

export interface ProtocolSocketOptions {
  /** For how long a ping may stay unanswered. */
  patienceMs: number;
  /** Told of a failure that is the gateway's own. */
  onError: (error: unknown) => void;
}

/** Joins a WebSocket to the protocol's implementation, and ends it when nobody answers at its other end. */
export function openProtocol<Extra extends { socket: WebSocket }>(
  server: Server<Extra>,
  extra: Extra,
  { patienceMs, onError }: ProtocolSocketOptions,
): void {
  const { socket } = extra;
  // What breaks the WebSocket protocol is answered by `ws` itself, with a close code.
  socket.on('error', () => undefined);
  const stopPinging = keepAlive(socket, patienceMs);
  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise((resolve, reject) => {
          if (socket.readyState !== socket.OPEN) resolve();
          else socket.send(data, (error) => (error ? reject(error) : resolve()));
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (listener) => {
        socket.on('message', (message) => {
          listener(String(message)).catch((error: unknown) => {
            // A socket that went while it was being answered is no failure.
            if (socket.readyState !== socket.OPEN) return;
            onError(error);
            socket.close(CloseCode.InternalServerError, 'Internal server error');
          });
        });
      },
    },
    extra,
  );
  socket.once('close', (code, reason) => {
    stopPinging();
    closed(code, String(reason)).catch(onError);
  });
}

/**
 * Pings stand in line behind what waits to be sent: a slow reader answers late, and is judged by its lag instead. So the
 * answer is waited for as long as a reader may lag.
 */
function keepAlive(socket: WebSocket, patienceMs: number): () => void {
  let lastSeen = Date.now();
  const seen = () => {
    lastSeen = Date.now();
  };
  socket.on('pong', seen);
  const timer = setInterval(() => {
    if (Date.now() - lastSeen > PING_EVERY_MS + patienceMs) socket.terminate();
    else if (socket.readyState === socket.OPEN) socket.ping();
  }, PING_EVERY_MS);
  return () => clearInterval(timer);
}
