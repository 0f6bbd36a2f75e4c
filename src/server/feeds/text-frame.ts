const FINAL_TEXT = 0x81;
const END = Buffer.from('}');

/** What stands before the payload in every message of an operation. */
export function nextPrefix(operationId: string): Buffer {
  return Buffer.from(`{"id":${JSON.stringify(operationId)},"type":"next","payload":`);
}

/**
 * The WebSocket frame (RFC 6455, 5.2) of a `next` message: header, prefix and payload in one piece. Frames of one event
 * differ by the operation's id alone, so the payload is serialised and encoded once, and each socket costs a copy and one
 * write, where a WebSocket library encodes the text and writes header and body, for every socket again.
 */
export function nextFrame(prefix: Buffer, payload: Buffer): Buffer {
  const length = prefix.length + payload.length + END.length;
  const headerLength = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerLength + length);
  frame[0] = FINAL_TEXT;
  if (headerLength === 2) frame[1] = length;
  else if (headerLength === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeUInt32BE(Math.floor(length / 2 ** 32), 2);
    frame.writeUInt32BE(length % 2 ** 32, 6);
  }
  frame.set(prefix, headerLength);
  frame.set(payload, headerLength + prefix.length);
  frame.set(END, frame.length - END.length);
  return frame;
}
