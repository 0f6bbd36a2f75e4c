import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { FormData, request } from 'undici';
import { MediaLinks } from '../../src/domains/media/media-links';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';
import { ACCOUNT, APP_SECRET, envelope, NUMBER, postWebhook } from './support/webhooks';

const KEYS = JSON.stringify([
  { name: 'all', key: 'key-for-all', scopes: ['*'] },
  { name: 'reader', key: 'key-of-reader', scopes: ['accounts:read'], accounts: [ACCOUNT] },
  { name: 'stranger', key: 'key-of-stranger', scopes: ['*'], accounts: ['104996122399160'] },
  { name: 'listener', key: 'key-of-listener', scopes: ['events:subscribe'] },
]);
const ALL = { authorization: 'Bearer key-for-all' };
const READER = { authorization: 'Bearer key-of-reader' };
const STRANGER = { authorization: 'Bearer key-of-stranger' };
const LISTENER = { authorization: 'Bearer key-of-listener' };
const IMAGE = randomBytes(4 * 1024 * 1024);
const PIXEL = '1013859600285441';

let folder: { path: string; remove(): Promise<void> };
let gateway: GatewayProcess;
let imageId: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  gateway = await startGatewayProcess(folder.path, {
    META_APP_SECRET: APP_SECRET,
    GATEWAY_API_KEYS: KEYS,
  });
  imageId = await uploaded(await post(`/media/${NUMBER}`, IMAGE, 'image/png'));
});
afterAll(async () => {
  await gateway.stop();
  await folder.remove();
});

interface Got {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
}

async function get(path: string, headers: Record<string, string> = ALL, method: 'GET' | 'HEAD' = 'GET') {
  const answer = await request(`${gateway.url}${path}`, { method, headers });
  const got: Got = {
    status: answer.statusCode,
    headers: answer.headers,
    bytes: Buffer.from(await answer.body.arrayBuffer()),
  };
  return got;
}

async function post(
  path: string,
  body: Buffer | Readable | FormData,
  type?: string,
  headers: Record<string, string> = {},
): Promise<Got> {
  const answer = await request(`${gateway.url}${path}`, {
    method: 'POST',
    headers: { ...ALL, ...(type !== undefined && { 'content-type': type }), ...headers },
    body,
  });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    bytes: Buffer.from(await answer.body.arrayBuffer()),
  };
}

const jsonOf = ({ bytes }: Got): unknown => JSON.parse(bytes.toString());

async function uploaded(answer: Got): Promise<string> {
  expect([answer.status, jsonOf(answer)]).toEqual([201, { id: expect.stringMatching(/^\d+$/) }]);
  return (jsonOf(answer) as { id: string }).id;
}

function refused(answer: Got, status: number, code: string): void {
  expect([answer.status, jsonOf(answer)]).toEqual([
    status,
    { error: { code, message: expect.stringMatching(/\S/) } },
  ]);
}

describe('reading a file', () => {
  it('gives the bytes as Meta has them, as what they are and as nothing that could run', async () => {
    const answer = await get(`/media/${imageId}`);
    expect(answer.status).toBe(200);
    expect(answer.bytes.equals(IMAGE)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(IMAGE.length),
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*; sandbox$/),
      'content-disposition': `inline; filename="${imageId}.png"`,
      'cache-control': expect.stringMatching(/^private/),
      etag: `"${createHash('sha256').update(IMAGE).digest('hex')}"`,
    });
  });

  it('gives a part, from the front, from the middle on, and from the end', async () => {
    const size = IMAGE.length;
    for (const [range, from, to] of [
      ['bytes=0-99', 0, 99],
      [`bytes=${size - 10}-`, size - 10, size - 1],
      ['bytes=-5', size - 5, size - 1],
      ['bytes=1000000-2999999', 1_000_000, 2_999_999],
    ] as const) {
      const answer = await get(`/media/${imageId}`, { ...ALL, range });
      expect([answer.status, answer.headers['content-range'], answer.headers['content-length']]).toEqual([
        206,
        `bytes ${from}-${to}/${size}`,
        String(to - from + 1),
      ]);
      expect(answer.bytes.equals(IMAGE.subarray(from, to + 1))).toBe(true);
    }
    const beyond = await get(`/media/${imageId}`, { ...ALL, range: `bytes=${size}-` });
    refused(beyond, 416, 'RANGE_NOT_SATISFIABLE');
    expect(beyond.headers['content-range']).toBe(`bytes */${size}`);
    expect((await get(`/media/${imageId}`, { ...ALL, range: 'bytes=0-1,5-6' })).status).toBe(200);
  });

  it('gives a part only of the file that the client has begun, and nothing that it has already', async () => {
    const { etag } = (await get(`/media/${imageId}`, ALL, 'HEAD')).headers;
    const part = { ...ALL, range: 'bytes=0-9' };
    const same = await get(`/media/${imageId}`, { ...part, 'if-range': String(etag) });
    expect([same.status, same.bytes.length]).toEqual([206, 10]);
    const other = await get(`/media/${imageId}`, { ...part, 'if-range': '"another"' });
    expect([other.status, other.bytes.length]).toEqual([200, IMAGE.length]);
    const known = await get(`/media/${imageId}`, { ...ALL, 'if-none-match': String(etag) });
    expect([known.status, known.bytes.length]).toEqual([304, 0]);
  });

  it('says what it would give to HEAD', async () => {
    const answer = await get(`/media/${imageId}`, ALL, 'HEAD');
    expect([answer.status, answer.bytes.length]).toEqual([200, 0]);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(IMAGE.length),
      'accept-ranges': 'bytes',
    });
  });

  it('wants a key with the scope, and of a confined one a number of its own', async () => {
    refused(await get(`/media/${imageId}`, {}), 401, 'UNAUTHENTICATED');
    refused(await get(`/media/${imageId}`, { authorization: 'Bearer nobody' }), 401, 'UNAUTHENTICATED');
    refused(await get(`/media/${imageId}`, LISTENER), 403, 'FORBIDDEN');
    refused(await get(`/media/${imageId}`, READER), 403, 'FORBIDDEN');
    refused(await get(`/media/${imageId}?phone_number_id=${NUMBER}`, STRANGER), 403, 'FORBIDDEN');
    expect((await get(`/media/${imageId}?phone_number_id=${NUMBER}`, READER)).status).toBe(200);
  });

  it('says so when there is none', async () => {
    refused(await get('/media/999999999999'), 404, 'OBJECT_NOT_FOUND');
    refused(await get(`/media/${ACCOUNT}`), 404, 'NOT_FOUND');
    refused(await get('/media/..%2fme'), 404, 'NOT_FOUND');
  });

  it('lets a name be given that cannot get out of the header', async () => {
    const named = async (name: string) =>
      (await get(`/media/${PIXEL}?filename=${encodeURIComponent(name)}`)).headers['content-disposition'];
    expect(await named('Rechnung 7.png')).toBe('inline; filename="Rechnung 7.png"');
    expect(await named('Prüfung €.png')).toBe(
      `inline; filename="Pr_fung _.png"; filename*=UTF-8''Pr%C3%BCfung%20%E2%82%AC.png`,
    );
    expect(await named('../a"; x=\r\nset-cookie: a=b\u202egnp.exe')).toBe(
      `inline; filename="_a__ x=__set-cookie_ a=b_gnp.exe"; filename*=UTF-8''_a_%3B%20x%3D__set-cookie_%20a%3Db_gnp.exe`,
    );
  });
});

describe('links that expire', () => {
  const linkOf = async (lifetime?: number, headers: Record<string, string> = ALL): Promise<string> => {
    const { data, errors } = await ask<{ media: { downloadUrl: string } }>(
      gateway.url,
      'query($id: ID!, $number: ID, $for: Int) { media(id: $id, phoneNumberId: $number) { downloadUrl(expiresInSeconds: $for) } }',
      { id: imageId, number: NUMBER, ...(lifetime !== undefined && { for: lifetime }) },
      headers,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.media.downloadUrl;
  };

  it('open the file without a key, parts of it too', async () => {
    const link = await linkOf(undefined, READER);
    expect(link).toMatch(
      new RegExp(`^/media/${imageId}\\?phone_number_id=${NUMBER}&expires=\\d+&signature=[\\w-]{43}$`),
    );
    const whole = await get(link, {});
    expect([whole.status, whole.bytes.equals(IMAGE)]).toEqual([200, true]);
    expect(whole.headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect((await get(link, { range: 'bytes=0-9' })).status).toBe(206);
  });

  it('open nothing once anything in them is changed', async () => {
    const link = await linkOf();
    for (const changed of [
      link.replace(imageId, PIXEL),
      link.replace(NUMBER, '1'),
      link.replace(`phone_number_id=${NUMBER}&`, ''),
      link.replace(/expires=(\d)/, 'expires=9$1'),
      link.replace(/signature=./, (start) => (start.endsWith('A') ? 'signature=B' : 'signature=A')),
      link.replace(/signature=.*/, 'signature='),
      link.replace(/&signature=.*/, ''),
      `${link}&filename=evil.exe`,
      `${link}&expires=1`,
    ]) {
      refused(await get(changed, {}), 403, 'LINK_INVALID');
    }
  });

  it('open nothing once they have expired, or when another key signed them', async () => {
    const claims = { mediaId: imageId, phoneNumberId: NUMBER };
    const yesterday = () => Date.now() - 86_400_000;
    refused(await get(new MediaLinks(APP_SECRET, yesterday).create(claims, 60), {}), 403, 'LINK_EXPIRED');
    refused(await get(new MediaLinks('another').create(claims, 60), {}), 403, 'LINK_INVALID');
    expect((await get(new MediaLinks(APP_SECRET).create(claims, 60), {})).status).toBe(200);
  });

  it('live no longer than a day', async () => {
    await expect(linkOf(86_401)).rejects.toThrow('BAD_USER_INPUT');
    await expect(linkOf(0)).rejects.toThrow('BAD_USER_INPUT');
  });

  it('are on the file of a message, with what Meta says about it', async () => {
    const body = envelope({
      contacts: [{ profile: { name: 'Ann' }, wa_id: '16315551181' }],
      messages: [
        {
          from: '16315551181',
          id: 'wamid.image',
          timestamp: '1762900000',
          type: 'image',
          image: { id: imageId, mime_type: 'image/png', sha256: 'abc', caption: 'Look' },
        },
      ],
    });
    expect(await postWebhook(gateway.url, body)).toBe(200);
    const query = /* GraphQL */ `
      {
        message(id: "wamid.image") {
          content {
            ... on ImageContent {
              media { id downloadUrl media { id url mimeType sha256 fileSize downloadUrl } }
            }
          }
        }
      }
    `;
    const { data } = await ask<{
      message: { content: { media: { downloadUrl: string; media: Record<string, string> } } };
    }>(gateway.url, query, {}, READER);
    const { media } = data.message.content;
    expect(media.media).toMatchObject({
      id: imageId,
      mimeType: 'image/png',
      sha256: createHash('sha256').update(IMAGE).digest('hex'),
      fileSize: IMAGE.length,
    });
    for (const link of [media.downloadUrl, media.media.downloadUrl ?? '']) {
      expect(link).toContain(`phone_number_id=${NUMBER}`);
      expect((await get(link, {})).bytes.equals(IMAGE)).toBe(true);
    }
  });
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
    const id = await uploaded(
      await post(
        `/media/${NUMBER}`,
        form([
          ['type', 'ignored'],
          ['file', file, 'Zähler "1".mp4'],
        ]),
      ),
    );
    const answer = await get(`/media/${id}`);
    expect([answer.headers['content-type'], answer.bytes.equals(bytes)]).toEqual(['video/mp4', true]);
  });

  it('takes bare bytes of unknown length', async () => {
    const bytes = randomBytes(7 * 1024 * 1024);
    const chunks = Array.from({ length: 70 }, (_, index) =>
      bytes.subarray((index * bytes.length) / 70, ((index + 1) * bytes.length) / 70),
    );
    const id = await uploaded(
      await post(`/media/${NUMBER}`, Readable.from(chunks, { objectMode: false }), 'application/pdf'),
    );
    const answer = await get(`/media/${id}`);
    expect(answer.bytes.equals(bytes)).toBe(true);
    // A browser may run scripts in it, so it is saved and not shown.
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="${id}.pdf"`);
  });

  it('refuses more than Meta takes of the kind, told before or found out on the way', async () => {
    const tooMuch = Buffer.alloc(5 * 1024 * 1024 + 1);
    for (const answer of [
      await post(`/media/${NUMBER}`, tooMuch, 'image/jpeg'),
      await post(`/media/${NUMBER}`, Readable.from([tooMuch], { objectMode: false }), 'image/jpeg'),
      await post(`/media/${NUMBER}`, form([['file', new Blob([tooMuch], { type: 'image/jpeg' }), 'a.jpg']])),
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
    refused(await post(`/media/${NUMBER}`, sticker(0x10), 'image/webp'), 413, 'MEDIA_TOO_LARGE');
    await uploaded(await post(`/media/${NUMBER}`, sticker(0x12), 'image/webp'));
  });

  it('refuses what Meta does not take, and forms that it cannot make sense of', async () => {
    const zip = await post(`/media/${NUMBER}`, Buffer.from('PK'), 'application/zip');
    refused(zip, 415, 'MEDIA_TYPE_NOT_SUPPORTED');
    refused(await post(`/media/${NUMBER}`, Buffer.from('x')), 415, 'MEDIA_TYPE_NOT_SUPPORTED');
    refused(await post(`/media/${NUMBER}`, Buffer.alloc(0), 'image/png'), 400, 'EMPTY_FILE');
    const png = new Blob(['x'], { type: 'image/png' });
    for (const odd of [
      form([['a', 'b']]),
      form([['picture', png]]),
      form([
        ['file', png],
        ['file', png],
      ]),
    ]) {
      refused(await post(`/media/${NUMBER}`, odd), 400, 'BAD_FORM');
    }
    const cut = Buffer.from(
      '--b\r\nContent-Disposition: form-data; name="file"\r\nContent-Type: image/png\r\n\r\nab',
    );
    refused(await post(`/media/${NUMBER}`, cut, 'multipart/form-data; boundary=b'), 400, 'BAD_FORM');
  });

  it('wants a key with the scope and the number', async () => {
    const send = (headers: Record<string, string>, number = NUMBER) =>
      post(`/media/${number}`, IMAGE, 'image/png', headers);
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
  const create = (input: object, headers = ALL) => ask<Created>(gateway.url, CREATE, { input }, headers);

  it('give a handle, also when the upload is resumed', async () => {
    const bytes = randomBytes(2 * 1024 * 1024);
    const { data } = await create({ fileName: 'a.png', fileLength: bytes.length, fileType: 'image/png' });
    const { uploadSession: session } = data.createUploadSession;
    expect(session?.id).toMatch(/^upload:.+\?sig=/);
    const url = session?.uploadUrl ?? '';
    const half = await post(url, bytes.subarray(0, 1_000_000));
    expect([half.status, jsonOf(half)]).toEqual([202, { fileOffset: 1_000_000 }]);
    expect(jsonOf(await get(url))).toEqual({ fileOffset: 1_000_000 });
    // Meta's own spelling of the path, with its signature behind it.
    const rest = await post(`/media/uploads/${session?.id}`, bytes.subarray(1_000_000), 'image/png', {
      file_offset: '1000000',
    });
    expect([rest.status, jsonOf(rest)]).toEqual([200, { handle: expect.stringMatching(/^4::/) }]);
    refused(await post(url, bytes, undefined, { file_offset: '7' }), 400, 'INVALID_PARAMETER');
    refused(await post(url, bytes, undefined, READER), 403, 'FORBIDDEN');
    refused(await get('/media/uploads/upload:nothing'), 404, 'OBJECT_NOT_FOUND');
    refused(await get('/media/uploads/me%2faccounts'), 404, 'NOT_FOUND');
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

it('logs neither token nor link', () => {
  expect(gateway.output()).not.toMatch(/EAA|signature=|"level":(50|60)/);
});
