import { type LimitSettings, POLICIES, POLICY_NAMES, type PolicyName } from './policies';

/** What is wrong with `LIMITS`, where, and what would be right. */
export interface SettingProblem {
  path: string[];
  message: string;
}

export type SettingsResult =
  | { ok: true; settings: LimitSettings }
  | { ok: false; problems: readonly SettingProblem[] };

const isName = (name: string): name is PolicyName => POLICY_NAMES.some((known) => known === name);

/**
 * Reads the value of `LIMITS`: by the name of a limit `"off"`, a number for the limit itself, or an object of its
 * numbers. Everything that is wrong is reported together.
 */
export function readLimitSettings(given: object): SettingsResult {
  const settings: Partial<Record<PolicyName, 'off' | Record<string, number>>> = {};
  const problems: SettingProblem[] = [];
  for (const [name, value] of Object.entries<unknown>({ ...given })) {
    if (!isName(name)) {
      problems.push({ path: [name], message: `is no limit. Limits: ${POLICY_NAMES.join(', ')}` });
      continue;
    }
    const setting = readSetting(name, value, problems);
    if (setting !== undefined) settings[name] = setting;
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, settings };
}

function readSetting(
  name: PolicyName,
  value: unknown,
  problems: SettingProblem[],
): 'off' | Record<string, number> | undefined {
  if (value === 'off' || value === false) return 'off';
  const known = Object.keys(POLICIES[name].numbers);
  const [main] = known;
  if (main === undefined) {
    problems.push({ path: [name], message: 'has no numbers: it can only be "off"' });
    return undefined;
  }
  if (typeof value === 'number') return numberIn(name, main, value, problems);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push({
      path: [name],
      message: `is neither "off" nor a number nor an object with some of ${known.join(', ')}`,
    });
    return undefined;
  }
  const numbers: Record<string, number> = {};
  for (const [key, number] of Object.entries(value)) {
    if (known.includes(key)) Object.assign(numbers, numberIn(name, key, number, problems));
    else
      problems.push({
        path: [name, key],
        message: `is not a number of this limit. It has: ${known.join(', ')}`,
      });
  }
  return numbers;
}

/** Numbers that may be 0; 0 of anything else would let nothing through, for which nobody configures a gateway. */
const MAY_BE_ZERO = new Set(['marginMs', 'customers', 'burstWindowSeconds']);

/** More would be no limit, but a mistake; of a rate each place is held in memory. */
const most = (key: string) => (/persecond$/i.test(key) ? 1_000_000 : 1_000_000_000);

function numberIn(
  name: PolicyName,
  key: string,
  value: unknown,
  problems: SettingProblem[],
): Record<string, number> {
  const isGood =
    typeof value === 'number' &&
    Number.isFinite(value) &&
    (value > 0 || (value === 0 && MAY_BE_ZERO.has(key)));
  if (isGood && value > most(key)) {
    problems.push({ path: [name, key], message: `is above ${most(key)}; "off" turns the limit off` });
    return {};
  }
  if (isGood) return { [key]: value };
  problems.push({
    path: [name, key],
    message: MAY_BE_ZERO.has(key) ? 'is not 0 or a number above it' : 'is not a number above 0',
  });
  return {};
}
