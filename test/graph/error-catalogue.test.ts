import { catalogueEntryOf, ERROR_CATALOGUE, type ErrorName } from '../../src/graph/error-catalogue';

/** Every code that Meta documents for WhatsApp. */
const DOCUMENTED = [
  0, 1, 2, 3, 4, 10, 17, 32, 33, 100, 102, 104, 190, 368, 613, 2040, 2046, 2047, 80007, 80008, 130403, 130429,
  130472, 130497, 131000, 131005, 131008, 131009, 131016, 131020, 131021, 131026, 131030, 131031, 131037,
  131041, 131042, 131044, 131045, 131047, 131048, 131049, 131050, 131051, 131052, 131053, 131055, 131056,
  131057, 131059, 131062, 131063, 131064, 131201, 131202, 131203, 131204, 131207, 131208, 131209, 131210,
  131211, 131212, 131213, 131214, 131215, 132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016,
  132018, 132068, 132069, 133000, 133004, 133005, 133006, 133008, 133009, 133010, 133015, 133016, 134011,
  134100, 134101, 134102, 134103, 135000, 136024, 136025, 136026, 137000, 138000, 138001, 138002, 138003,
  138004, 138005, 138006, 138007, 138009, 138012, 138013, 138014, 138015, 138017, 138018, 138019, 138020,
  138021, 138022, 138023, 138024, 138025, 139000, 139001, 139002, 139003, 139004, 139100, 139101, 139102,
  139103, 139200, 141002, 141006, 141010, 141014, 141025, 147001, 147002, 147003, 147004, 147005, 200005,
  200006, 200007, 1752041, 2388001, 2388012, 2388019, 2388023, 2388024, 2388039, 2388040, 2388047, 2388072,
  2388073, 2388091, 2388093, 2388103, 2388293, 2388299, 2388318, 2388330, 2494100, 2494164, 2494165, 2494166,
  2494167, 2494168, 2494176, 2494177, 2494179, 2494191, 2593079, 2593085, 2593107, 2593108, 2593109,
];

describe('the error catalogue', () => {
  it('knows every documented code', () => {
    expect(DOCUMENTED.filter((code) => catalogueEntryOf(code).name === 'UNKNOWN')).toEqual([]);
  });

  it('has no code twice', () => {
    const codes = Object.values(ERROR_CATALOGUE).flatMap((entry) => [...entry.codes]);
    expect(codes.length).toBe(new Set(codes).size);
  });

  it('explains every entry in a sentence', () => {
    for (const [name, { description }] of Object.entries(ERROR_CATALOGUE)) {
      expect([name, description]).toEqual([name, expect.stringMatching(/^[A-Z].*\.$/s)]);
      expect(name).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    }
  });

  it.each<[number, number | undefined, ErrorName]>([
    [131047, undefined, 'RE_ENGAGEMENT_WINDOW_CLOSED'],
    [190, 463, 'ACCESS_TOKEN_EXPIRED'],
    [190, 999, 'ACCESS_TOKEN_INVALID'],
    [100, 33, 'OBJECT_NOT_FOUND'],
    [100, undefined, 'INVALID_PARAMETER'],
    [100, 2388019, 'TEMPLATE_LIMIT_REACHED'],
    [2388019, undefined, 'TEMPLATE_LIMIT_REACHED'],
    // A small subcode says nothing without its code.
    [100, 4, 'INVALID_PARAMETER'],
    [130429, 2494055, 'THROUGHPUT_LIMIT'],
    [200, undefined, 'API_PERMISSION_MISSING'],
    [299, undefined, 'API_PERMISSION_MISSING'],
    [300, undefined, 'UNKNOWN'],
    [0, undefined, 'ACCESS_TOKEN_UNUSABLE'],
    [987_654, 1, 'UNKNOWN'],
  ])('reads code %p with subcode %p as %s', (code, subcode, name) => {
    expect(catalogueEntryOf(code, subcode).name).toBe(name);
  });

  it.each<[ErrorName, string, string]>([
    ['THROUGHPUT_LIMIT', 'NOW', 'THROTTLING'],
    ['ACCOUNT_CALL_LIMIT', 'LATER', 'THROTTLING'],
    ['RE_ENGAGEMENT_WINDOW_CLOSED', 'NEVER', 'MESSAGING'],
    ['ACCESS_TOKEN_INVALID', 'AFTER_ACTION', 'AUTHORIZATION'],
    ['SEND_UNKNOWN', 'NEVER', 'GATEWAY'],
    ['NOT_SENT', 'NOW', 'GATEWAY'],
  ])('advises on %s: %s', (name, retry, category) => {
    expect(ERROR_CATALOGUE[name]).toMatchObject({ retry, category });
  });

  it('knows the waits that Meta documents', () => {
    expect(catalogueEntryOf(131049).waitMs).toBe(86_400_000);
    expect(catalogueEntryOf(134101).waitMs).toBe(600_000);
  });
});
