import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';

/** The least that a broadcast can be: what is posted is framed once, and the same bytes are written to every socket. */

const sockets = new Set<Duplex>();
const KEY_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

function frameOf(body: Buffer): Buffer {
  if (body.length < 126) return Buffer.concat([Buffer.from([0x81, body.length]), body]);
  return Buffer.concat([Buffer.from([0x81, 126, body.length >> 8, body.length & 0xff]), body]);
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const frame = frameOf(Buffer.concat(chunks));
  for (const socket of sockets) socket.write(frame);
  response.end();
});
server.on('upgrade', (request, socket: Duplex) => {
  const key = request.headers['sec-websocket-key'] ?? '';
  const accept = createHash('sha1').update(`${key}${KEY_SUFFIX}`).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  socket.on('error', () => undefined);
  socket.once('data', () => {
    socket.write(frameOf(Buffer.from('{"type":"connection_ack"}')));
    if (request.url !== '/quiet') sockets.add(socket);
    socket.resume();
  });
  socket.once('close', () => sockets.delete(socket));
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('listening\n'));
