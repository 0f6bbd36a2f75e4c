import { hasEmoji, isOneEmoji } from './emoji';
import type { TextRule } from './limits';
import { isPrivateHost } from './private-host';

/** A text that has to match a pattern. `says` completes "`field` …". */
const matching =
  (pattern: RegExp, says: string): TextRule =>
  (text) =>
    pattern.test(text) ? undefined : says;

/** Meta's ids of phone numbers, media and catalogs. */
export const metaId = matching(/^\d{1,32}$/, "is not one of Meta's ids: those are digits only.");

/** A phone number as Meta takes it: digits with an optional plus, and separators. */
export const phoneNumber: TextRule = (text) => {
  const digits = text.replaceAll(/[\s().+-]/g, '');
  const wellFormed = /^\s*\+?[\d\s().-]+$/.test(text) && digits.length >= 5 && digits.length <= 15;
  if (wellFormed && /^\s*\+[\s().-]*0/.test(text))
    return 'has a plus and then 0, but no country code begins with 0; give the country code after the plus.';
  return wellFormed
    ? undefined
    : 'is not a phone number: give the country code and 5 to 15 digits; +, blanks, dashes, dots and parentheses may stand between.';
};

/** A business-scoped user id, or a parent one. */
export const userId = matching(
  /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/,
  'is not a business-scoped user id: those look like US.13491208655302741918 or US.ENT.13491208655302741918.',
);

/** Something opaque without blanks, such as a group's or a message's id. */
export const opaqueId = matching(/^\S+$/, 'has blanks; ids of Meta have none.');

export const webUrl: TextRule = (text) =>
  URL.canParse(text) && /^https?:\/\//i.test(text)
    ? undefined
    : 'is not an absolute URL that begins with https:// or http://.';

/**
 * A web address that Meta fetches: it has to be within its reach. Meta's guides ask for https, its API description
 * says "HTTP/HTTPS only": what Meta may take is not stopped.
 */
export const publicUrl: TextRule = (text) => {
  const fault = webUrl(text);
  if (fault) return fault;
  if (/\s/.test(text)) return 'has blanks; write %20 for those that belong to it.';
  return isPrivateHost(new URL(text).hostname)
    ? 'is not public: Meta fetches it from the internet, and does not reach this host. Upload the file and give its id instead.'
    : undefined;
};

export const isoDate: TextRule = (text) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)
    ? undefined
    : 'is not a date of the form YYYY-MM-DD.';

export const noEmoji: TextRule = (text) =>
  hasEmoji(text) ? 'has an emoji; Meta allows none here. Take it out.' : undefined;

/** The one emoji of a reaction, or nothing, which takes the reaction back. */
export const emojiOrNothing: TextRule = (text) =>
  text === '' || isOneEmoji(text)
    ? undefined
    : 'is not one emoji; give exactly one, or the empty text to take a reaction back.';

/** Parameters of templates may not break the line nor leave wide gaps. */
export const templateText: TextRule = (text) =>
  /[\n\r\t]| {5}/.test(text)
    ? 'has a line break, a tab or more than 4 blanks in a row; Meta refuses these in template parameters.'
    : undefined;

export const templateName = matching(
  /^[a-z0-9_]+$/,
  'may only have lower-case letters, digits and underscores.',
);

export const languageCode = matching(
  /^[a-z]{2,3}(_[A-Za-z]{2,4})?$/,
  'is not a language code of Meta such as en, en_US or pt_BR.',
);

export const countryCode = matching(/^[A-Za-z]{2}$/, 'is not a country code of two letters (ISO 3166).');
export const currencyCode = matching(/^[A-Z]{3}$/, 'is not a currency code of three capitals (ISO 4217).');
export const email = matching(/^[^\s@]+@[^\s@]+$/, 'is not an e-mail address.');
export const noOuterBlanks = matching(/^\S(.*\S)?$/s, 'begins or ends with a blank.');
