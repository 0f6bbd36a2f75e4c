import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const TEXT = 1;

/** A client's frame: always masked, here with zeros. */
function clientFrame(text: string): Buffer {
  const body = Buffer.from(text);
  const header =
    body.length < 126
      ? Buffer.from([0x81, 0x80 | body.length, 0, 0, 0, 0])
      : Buffer.from([0x81, 0xfe, body.length >> 8, body.length & 0xff, 0, 0, 0, 0]);
  return Buffer.concat([header, body]);
}

/** Counts the text frames in a stream of bytes, with as little work as can be. */
class FrameCounter {
  #pending = Buffer.alloc(0);
  #bodyLeft = 0;
  /** The body of the newest frame, where it came in one piece. */
  last = '';

  /** How many begin in this piece. */
  take(piece: Buffer, keep: boolean): number {
    let count = 0;
    let bytes = this.#pending.length > 0 ? Buffer.concat([this.#pending, piece]) : piece;
    this.#pending = Buffer.alloc(0);
    for (;;) {
      if (this.#bodyLeft >= bytes.length) {
        this.#bodyLeft -= bytes.length;
        return count;
      }
      bytes = bytes.subarray(this.#bodyLeft);
      this.#bodyLeft = 0;
      const short = (bytes[1] ?? 0) & 0x7f;
      const headerLength = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (bytes.length < headerLength) {
        this.#pending = Buffer.from(bytes);
        return count;
      }
      const length =
        short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
      if (((bytes[0] ?? 0) & 0x0f) === TEXT) count += 1;
      bytes = bytes.subarray(headerLength);
      if (keep) this.last = bytes.subarray(0, length).toString();
      this.#bodyLeft = length;
    }
  }
}

/** Many WebSocket clients that only count: what decodes messages would be slower than what sends them. */
export class RawSockets {
  readonly #sockets: Socket[] = [];
  /** Messages on all of them since the start. */
  received = 0;
  /** What the first of them was told last. */
  lastMessage = '';
  /** Called after each piece that brought messages. */
  onReceived: () => void = () => undefined;

  /** Opens so many, and says these messages on each, the next after an answer to the one before. */
  async open(url: string, count: number, path: string, messages: (index: number) => string[]): Promise<void> {
    const atOnce = 50;
    for (let start = 0; start < count; start += atOnce) {
      const batch = Array.from({ length: Math.min(atOnce, count - start) }, (_, index) =>
        this.#openOne(url, path, messages(start + index)),
      );
      await Promise.all(batch);
    }
  }

  close(): void {
    for (const socket of this.#sockets.splice(0)) socket.destroy();
  }

  async #openOne(url: string, path: string, [first = '', ...others]: string[]): Promise<void> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    const isFirst = this.#sockets.length === 0;
    this.#sockets.push(socket);
    socket.write(
      [
        `GET ${path} HTTP/1.1`,
        `Host: ${hostname}:${port}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        'Sec-WebSocket-Protocol: graphql-transport-ws',
        '\r\n',
      ].join('\r\n'),
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (!answer.toString().startsWith('HTTP/1.1 101')) throw new Error(`No WebSocket: ${answer.toString()}`);
    socket.write(clientFrame(first));
    await once(socket, 'data');
    for (const message of others) socket.write(clientFrame(message));
    const counter = new FrameCounter();
    socket.on('error', () => undefined);
    socket.on('data', (piece: Buffer) => {
      this.received += counter.take(piece, isFirst);
      if (isFirst) this.lastMessage = counter.last;
      this.onReceived();
    });
  }
}
