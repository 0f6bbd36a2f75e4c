import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { FormData } from 'undici';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';
import { ALL, jsonOf, MEDIA_KEYS, MediaClient, READER, refused, STRANGER } from './support/media-client';
import { APP_SECRET, NUMBER } from './support/webhooks';

let folder: { path: string; remove(): Promise<void> };
let gateway: GatewayProcess;
let media: MediaClient;

beforeAll(async () => {
  folder = await temporaryFolder();
  gateway = await startGatewayProcess(folder.path, {
    META_APP_SECRET: APP_SECRET,
    GATEWAY_API_KEYS: MEDIA_KEYS,
  });
  media = new MediaClient(gateway.url);
});
afterAll(async () => {
  // Neither tokens nor links nor faults.
  expect(gateway.output()).not.toMatch(/EAA|signature=|"level":(50|60)/);
  await gateway.stop();
  await folder.remove();
});

describe('sending a file', () => {
  const form = (parts: [string, Blob | string, string?][]) => {
    const data = new FormData();
    for (const [name, value, filename] of parts) {
      if (typeof value === 'string') data.append(name, value);
      else data.append(name, value, filename ?? 'file');
    }
    return data;
  };

  it('takes a form with the part `file`, byte for byte', async () => {
    const bytes = randomBytes(9 * 1024 * 1024);
    const file = new Blob([bytes], { type: 'video/mp4' });
    const id = await media.upload(
      form([
        ['type', 'ignored'],
        ['file', file, 'Zähler "1".mp4'],
      ]),
    );
    const answer = await media.get(`/media/${id}`);
    expect([answer.headers['content-type'], answer.bytes.equals(bytes)]).toEqual(['video/mp4', true]);
  });

  it('takes bare bytes of unknown length', async () => {
    const bytes = randomBytes(7 * 1024 * 1024);
    const chunks = Array.from({ length: 70 }, (_, index) =>
      bytes.subarray((index * bytes.length) / 70, ((index + 1) * bytes.length) / 70),
    );
    const id = await media.upload(Readable.from(chunks, { objectMode: false }), 'application/pdf');
    const answer = await media.get(`/media/${id}`);
    expect(answer.bytes.equals(bytes)).toBe(true);
    // A browser may run scripts in it, so it is saved and not shown.
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="${id}.pdf"`);
  });

  it('refuses more than Meta takes of the kind, told before or found out on the way', async () => {
    const tooMuch = Buffer.alloc(5 * 1024 * 1024 + 1);
    for (const answer of [
      await media.post(`/media/${NUMBER}`, tooMuch, 'image/jpeg'),
      await media.post(`/media/${NUMBER}`, Readable.from([tooMuch], { objectMode: false }), 'image/jpeg'),
      await media.post(
        `/media/${NUMBER}`,
        form([['file', new Blob([tooMuch], { type: 'image/jpeg' }), 'a.jpg']]),
      ),
    ]) {
      refused(answer, 413, 'MEDIA_TOO_LARGE');
      expect(answer.bytes.toString()).toMatch(/5242880 bytes.*image/);
    }
    const sticker = (flags: number) => {
      const bytes = Buffer.alloc(200 * 1024);
      bytes.write('RIFF....WEBPVP8X', 'latin1');
      bytes[20] = flags;
      return bytes;
    };
    refused(await media.post(`/media/${NUMBER}`, sticker(0x10), 'image/webp'), 413, 'MEDIA_TOO_LARGE');
    await media.upload(sticker(0x12), 'image/webp');
  });

  it('refuses what Meta does not take, and forms that it cannot make sense of', async () => {
    const zip = await media.post(`/media/${NUMBER}`, Buffer.from('PK'), 'application/zip');
    refused(zip, 415, 'MEDIA_TYPE_NOT_SUPPORTED');
    refused(await media.post(`/media/${NUMBER}`, Buffer.from('x')), 415, 'MEDIA_TYPE_NOT_SUPPORTED');
    refused(await media.post(`/media/${NUMBER}`, Buffer.alloc(0), 'image/png'), 400, 'EMPTY_FILE');
    const png = new Blob(['x'], { type: 'image/png' });
    for (const odd of [
      form([['a', 'b']]),
      form([['picture', png]]),
      form([
        ['file', png],
        ['file', png],
      ]),
    ]) {
      refused(await media.post(`/media/${NUMBER}`, odd), 400, 'BAD_FORM');
    }
    const cut = Buffer.from(
      '--b\r\nContent-Disposition: form-data; name="file"\r\nContent-Type: image/png\r\n\r\nab',
    );
    refused(await media.post(`/media/${NUMBER}`, cut, 'multipart/form-data; boundary=b'), 400, 'BAD_FORM');
  });

  it('wants a key with the scope and the number', async () => {
    const send = (headers: Record<string, string>, number = NUMBER) =>
      media.post(`/media/${number}`, Buffer.from('png'), 'image/png', headers);
    refused(await send({ authorization: '' }), 401, 'UNAUTHENTICATED');
    refused(await send(READER), 403, 'FORBIDDEN');
    refused(await send(STRANGER), 403, 'FORBIDDEN');
    refused(await send(ALL, '999999999999'), 404, 'OBJECT_NOT_FOUND');
  });
});

describe('upload sessions', () => {
  const CREATE = /* GraphQL */ `
    mutation ($input: CreateUploadSessionInput!) {
      createUploadSession(input: $input) { uploadSession { id uploadUrl } userErrors { field code message } }
    }
  `;
  interface Created {
    createUploadSession: { uploadSession: { id: string; uploadUrl: string } | null; userErrors: object[] };
  }
  const create = (input: object, headers = ALL) => ask<Created>(media.url, CREATE, { input }, headers);

  it('give a handle, also when the upload is resumed', async () => {
    const bytes = randomBytes(2 * 1024 * 1024);
    const { data } = await create({ fileName: 'a.png', fileLength: bytes.length, fileType: 'image/png' });
    const { uploadSession: session } = data.createUploadSession;
    expect(session?.id).toMatch(/^upload:.+\?sig=/);
    const url = session?.uploadUrl ?? '';
    const half = await media.post(url, bytes.subarray(0, 1_000_000));
    expect([half.status, jsonOf(half)]).toEqual([202, { fileOffset: 1_000_000 }]);
    expect(jsonOf(await media.get(url))).toEqual({ fileOffset: 1_000_000 });
    // Meta's own spelling of the path, with its signature behind it.
    const owner = url.split('?')[1];
    const rest = await media.post(
      `/media/uploads/${session?.id}&${owner}`,
      bytes.subarray(1_000_000),
      'image/png',
      {
        file_offset: '1000000',
      },
    );
    expect([rest.status, jsonOf(rest)]).toEqual([200, { handle: expect.stringMatching(/^4::/) }]);
    refused(await media.post(url, bytes, undefined, { file_offset: '7' }), 400, 'INVALID_PARAMETER');
    refused(await media.post(url, bytes, undefined, READER), 403, 'FORBIDDEN');
    refused(await media.get('/media/uploads/me%2faccounts'), 404, 'NOT_FOUND');
  });

  it('are for the key alone that began them', async () => {
    const { data } = await create({ fileName: 'a.png', fileLength: 9, fileType: 'image/png' });
    const { id = '', uploadUrl = '' } = data.createUploadSession.uploadSession ?? {};
    const bytes = Buffer.from('123456789');
    for (const path of [`/media/uploads/${id}`, `/media/uploads/${encodeURIComponent(id)}?owner=x`]) {
      refused(await media.get(path), 403, 'FORBIDDEN');
    }
    refused(await media.get(uploadUrl, STRANGER), 403, 'FORBIDDEN');
    refused(await media.post(uploadUrl, bytes, undefined, STRANGER), 403, 'FORBIDDEN');
    refused(await media.get(uploadUrl.replace('upload%3A', 'upload%3Ax')), 403, 'FORBIDDEN');
    expect(jsonOf(await media.post(uploadUrl, bytes))).toEqual({ handle: expect.stringMatching(/^4::/) });
  });

  it('are refused for files that Meta would refuse', async () => {
    const { data } = await create({ fileName: '', fileLength: 6_000_000, fileType: 'image/png' });
    expect(data.createUploadSession).toMatchObject({
      uploadSession: null,
      userErrors: [
        { field: ['input', 'fileName'] },
        { field: ['input', 'fileLength'], code: 'INVALID_INPUT' },
      ],
    });
    const other = await create({ fileName: 'a.gif', fileLength: 5, fileType: 'image/gif' });
    expect(other.data.createUploadSession.userErrors).toMatchObject([{ field: ['input', 'fileType'] }]);
    const { errors } = await create({ fileName: 'a.png', fileLength: 5, fileType: 'image/png' }, READER);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
