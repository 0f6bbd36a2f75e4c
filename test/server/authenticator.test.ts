import { Authenticator } from '../../src/server/authenticator';

const authenticator = new Authenticator([
  { name: 'web', key: 'key-of-web', scopes: ['accounts:read'], accounts: ['102290129340398'] },
  { name: 'tool', key: 'key-of-tool', scopes: ['events:subscribe'] },
]);

describe('API keys', () => {
  it('tell callers apart', async () => {
    const web = await authenticator.callerOf('Bearer key-of-web');
    expect(web?.name).toBe('web');
    expect([...(web?.scopes ?? [])]).toEqual(['accounts:read']);
    expect([...(web?.accounts ?? [])]).toEqual(['102290129340398']);
    expect((await authenticator.callerOf('bearer key-of-tool'))?.accounts).toBeUndefined();
  });

  it.each([
    undefined,
    '',
    'key-of-web',
    'Bearer',
    'Bearer key-of-we',
    'Bearer key-of-web x',
    'Basic key-of-web',
    7,
    {},
  ])('are not in %p', async (authorization) => {
    expect(await authenticator.callerOf(authorization)).toBeUndefined();
  });

  it('are not needed where none is configured', async () => {
    expect((await new Authenticator([]).callerOf(undefined))?.name).toBe('anonymous');
  });
});
