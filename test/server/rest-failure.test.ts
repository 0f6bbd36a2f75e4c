import { InvalidInputError } from '../../src/common/errors';
import { GraphTransportError, graphApiErrorOf } from '../../src/graph/errors';
import { restFailureOf } from '../../src/server/rest-failure';

describe('an error outside GraphQL', () => {
  it.each([
    [190, 401, 502, 'ACCESS_TOKEN_INVALID', {}],
    [130429, 400, 429, 'THROUGHPUT_LIMIT', {}],
    [100, 400, 404, 'OBJECT_NOT_FOUND', { error_subcode: 33 }],
    [131053, 400, 400, 'MEDIA_UPLOAD_FAILED', {}],
    [368, 403, 403, 'POLICY_VIOLATION_BLOCK', {}],
    [2, 500, 503, 'API_SERVICE_DOWN', { is_transient: true }],
  ])(
    'has the name of Meta’s error %p, and a status that says whose turn it is',
    (code, metaStatus, status, name, more) => {
      const error = graphApiErrorOf(metaStatus, {
        error: { code, message: 'Bad token EAAsecrettoken', ...more },
      });
      const failure = restFailureOf(error);
      expect(failure).toMatchObject({ status, code: name });
      expect(failure?.message).not.toContain('EAAsecrettoken');
    },
  );

  it('says when Meta could not be reached, and what of the request is wrong', () => {
    const unreachable = new GraphTransportError('CONNECT', 'refused', false);
    expect(restFailureOf(unreachable)).toMatchObject({ status: 502, code: 'UPSTREAM_UNAVAILABLE' });
    expect(restFailureOf(new InvalidInputError('a', 'is odd', 'Mend it.'))).toMatchObject({ status: 400 });
  });

  it('is unknown when nobody foresaw it', () => {
    expect(restFailureOf(new TypeError('a bug'))).toBeUndefined();
  });
});
