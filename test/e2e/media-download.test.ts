import { createHash, randomBytes } from 'node:crypto';
import { MediaLinks } from '../../src/domains/media/media-links';
import { type GatewayProcess, startGatewayProcess, temporaryFolder } from './support/gateway-process';
import { ask } from './support/graphql-client';
import {
  ALL,
  LISTENER,
  MEDIA_KEYS,
  MediaClient,
  PIXEL,
  READER,
  refused,
  STRANGER,
} from './support/media-client';
import { ACCOUNT, APP_SECRET, envelope, NUMBER, postWebhook } from './support/webhooks';

const IMAGE = randomBytes(4 * 1024 * 1024);

let folder: { path: string; remove(): Promise<void> };
let gateway: GatewayProcess;
let media: MediaClient;
let imageId: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  gateway = await startGatewayProcess(folder.path, {
    META_APP_SECRET: APP_SECRET,
    GATEWAY_API_KEYS: MEDIA_KEYS,
  });
  media = new MediaClient(gateway.url);
  imageId = await media.upload(IMAGE, 'image/png');
});
afterAll(async () => {
  // Neither tokens nor links nor faults.
  expect(gateway.output()).not.toMatch(/EAA|signature=|"level":(50|60)/);
  await gateway.stop();
  await folder.remove();
});

describe('reading a file', () => {
  it('gives the bytes as Meta has them, as what they are and as nothing that could run', async () => {
    const answer = await media.get(`/media/${imageId}`);
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
      const answer = await media.get(`/media/${imageId}`, { ...ALL, range });
      expect([answer.status, answer.headers['content-range'], answer.headers['content-length']]).toEqual([
        206,
        `bytes ${from}-${to}/${size}`,
        String(to - from + 1),
      ]);
      expect(answer.bytes.equals(IMAGE.subarray(from, to + 1))).toBe(true);
    }
    const beyond = await media.get(`/media/${imageId}`, { ...ALL, range: `bytes=${size}-` });
    refused(beyond, 416, 'RANGE_NOT_SATISFIABLE');
    expect(beyond.headers['content-range']).toBe(`bytes */${size}`);
    expect((await media.get(`/media/${imageId}`, { ...ALL, range: 'bytes=0-1,5-6' })).status).toBe(200);
  });

  it('gives a part only of the file that the client has begun, and nothing that it has already', async () => {
    const { etag } = (await media.get(`/media/${imageId}`, ALL, 'HEAD')).headers;
    const part = { ...ALL, range: 'bytes=0-9' };
    const same = await media.get(`/media/${imageId}`, { ...part, 'if-range': String(etag) });
    expect([same.status, same.bytes.length]).toEqual([206, 10]);
    const other = await media.get(`/media/${imageId}`, { ...part, 'if-range': '"another"' });
    expect([other.status, other.bytes.length]).toEqual([200, IMAGE.length]);
    const known = await media.get(`/media/${imageId}`, { ...ALL, 'if-none-match': String(etag) });
    expect([known.status, known.bytes.length]).toEqual([304, 0]);
  });

  it('says what it would give to HEAD', async () => {
    const answer = await media.get(`/media/${imageId}`, ALL, 'HEAD');
    expect([answer.status, answer.bytes.length]).toEqual([200, 0]);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(IMAGE.length),
      'accept-ranges': 'bytes',
    });
  });

  it('wants a key with the scope, and of a confined one a number of its own', async () => {
    refused(await media.get(`/media/${imageId}`, {}), 401, 'UNAUTHENTICATED');
    refused(await media.get(`/media/${imageId}`, { authorization: 'Bearer nobody' }), 401, 'UNAUTHENTICATED');
    refused(await media.get(`/media/${imageId}`, LISTENER), 403, 'FORBIDDEN');
    refused(await media.get(`/media/${imageId}`, READER), 403, 'FORBIDDEN');
    refused(await media.get(`/media/${imageId}?phone_number_id=${NUMBER}`, STRANGER), 403, 'FORBIDDEN');
    expect((await media.get(`/media/${imageId}?phone_number_id=${NUMBER}`, READER)).status).toBe(200);
  });

  it('says so when there is none', async () => {
    refused(await media.get('/media/999999999999'), 404, 'OBJECT_NOT_FOUND');
    refused(await media.get(`/media/${ACCOUNT}`), 404, 'NOT_FOUND');
    refused(await media.get('/media/..%2fme'), 404, 'NOT_FOUND');
  });

  it('lets a name be given that cannot get out of the header', async () => {
    const named = async (name: string) =>
      (await media.get(`/media/${PIXEL}?filename=${encodeURIComponent(name)}`)).headers[
        'content-disposition'
      ];
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
      media.url,
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
    const whole = await media.get(link, {});
    expect([whole.status, whole.bytes.equals(IMAGE)]).toEqual([200, true]);
    expect(whole.headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect((await media.get(link, { range: 'bytes=0-9' })).status).toBe(206);
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
      refused(await media.get(changed, {}), 403, 'LINK_INVALID');
    }
  });

  it('open nothing once they have expired, or when another key signed them', async () => {
    const claims = { mediaId: imageId, phoneNumberId: NUMBER };
    const yesterday = () => Date.now() - 86_400_000;
    refused(
      await media.get(new MediaLinks(APP_SECRET, yesterday).create(claims, 60), {}),
      403,
      'LINK_EXPIRED',
    );
    refused(await media.get(new MediaLinks('another').create(claims, 60), {}), 403, 'LINK_INVALID');
    expect((await media.get(new MediaLinks(APP_SECRET).create(claims, 60), {})).status).toBe(200);
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
    expect(await postWebhook(media.url, body)).toBe(200);
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
    }>(media.url, query, {}, READER);
    const file = data.message.content.media;
    expect(file.media).toMatchObject({
      id: imageId,
      mimeType: 'image/png',
      sha256: createHash('sha256').update(IMAGE).digest('hex'),
      fileSize: IMAGE.length,
    });
    const inEvent = /* GraphQL */ `
      {
        events(first: 1, filter: { messageIds: ["wamid.image"] }) {
          nodes {
            ... on MessageReceived {
              message { content { ... on ImageContent { media { media { id url mimeType sha256 fileSize } } } } }
            }
          }
        }
      }
    `;
    const { id, url, mimeType, sha256, fileSize } = file.media;
    expect((await ask(media.url, inEvent, {}, ALL)).data).toEqual({
      events: {
        nodes: [
          {
            message: {
              content: { media: { media: { id, url: expect.any(String), mimeType, sha256, fileSize } } },
            },
          },
        ],
      },
    });
    expect(url).toMatch(/^https?:/);
    for (const link of [file.downloadUrl, file.media.downloadUrl ?? '']) {
      expect(link).toContain(`phone_number_id=${NUMBER}`);
      expect((await media.get(link, {})).bytes.equals(IMAGE)).toBe(true);
    }
  });
});
