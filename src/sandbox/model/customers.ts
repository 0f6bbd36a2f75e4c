import { MAGIC_NUMBERS } from '../magic-numbers';
import type { Random } from '../random';
import type { Customer } from './records';

const WINDOW_MS = 24 * 3_600_000;

const COUNTRIES: readonly (readonly [dialCode: string, country: string])[] = [
  ['971', 'AE'],
  ['234', 'NG'],
  ['1', 'US'],
  ['44', 'GB'],
  ['49', 'DE'],
  ['33', 'FR'],
  ['34', 'ES'],
  ['52', 'MX'],
  ['55', 'BR'],
  ['62', 'ID'],
  ['65', 'SG'],
  ['81', 'JP'],
  ['91', 'IN'],
  ['27', 'ZA'],
];

const NAMES = (
  'Amara Okafor,Benedikt Lang,Carla Mendes,Dewi Pratama,Elena Petrova,Farid Haddad,Grace Kim,Hugo Laurent,' +
  'Ines Duarte,Jonas Weber,Kavya Nair,Liam Murphy,Mei Tanaka,Noah Cohen,Olivia Brown,Priya Sharma'
).split(',');

/** The format of a business-scoped user id, plain or of a parent portfolio. */
const USER_ID = /^([A-Z]{2})\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

/** Customers, and their last messages, that are remembered: under load the oldest are met as if for the first time. */
const REMEMBERED = 200_000;

function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.set(key, value);
  if (map.size <= REMEMBERED) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}

/** The people on the other side. Nobody is listed beforehand: whoever is written to, or writes, exists. */
export class Customers {
  private readonly byPhone = new Map<string, Customer>();
  private readonly byUserId = new Map<string, Customer>();
  private readonly lastInTouch = new Map<string, number>();

  constructor(private readonly random: Random) {}

  /** The customer with a phone number (digits without plus). */
  withPhone(waId: string): Customer {
    const known = this.byPhone.get(waId);
    if (known !== undefined) return known;
    const magic = MAGIC_NUMBERS.find(({ number }) => number === waId);
    const customer: Customer = {
      key: waId,
      waId,
      country: COUNTRIES.find(([dialCode]) => waId.startsWith(dialCode))?.[1] ?? 'US',
      name: NAMES[Math.floor(this.random.fraction('name', waId) * NAMES.length)] ?? 'Customer',
      generation: 0,
      refusesMarketingFrom: new Set(),
      hidesPhone: magic?.effect === 'hides_phone',
      ...(magic?.effect === 'hides_phone' ? { username: 'robin.hidden' } : {}),
    };
    remember(this.byPhone, waId, customer);
    return customer;
  }

  /** The customer with a business-scoped user id; undefined when it can't be one. */
  withUserId(userId: string): Customer | undefined {
    const known = this.byUserId.get(userId);
    if (known !== undefined) return known;
    const country = USER_ID.exec(userId)?.[1];
    if (country === undefined) return undefined;
    const customer: Customer = {
      key: userId,
      country,
      name: NAMES[Math.floor(this.random.fraction('name', userId) * NAMES.length)] ?? 'Customer',
      generation: 0,
      refusesMarketingFrom: new Set(),
      username: `user.${this.random.digits(6, 'username', userId)}`,
      hidesPhone: true,
    };
    remember(this.byUserId, userId, customer);
    return customer;
  }

  /** The id under which a portfolio knows a customer. */
  userId(customer: Customer, businessId: string): string {
    const { key, generation, country } = customer;
    if (customer.waId === undefined && generation === 0) return key;
    const words = generation === 0 ? [businessId, key] : [businessId, key, generation];
    const userId = `${country}.${this.random.digits(16, 'bsuid', ...words)}`;
    remember(this.byUserId, userId, customer);
    return userId;
  }

  /** From a phone number or a BSUID as people write them; undefined when it is neither. */
  find(text: string): Customer | undefined {
    const digits = text.replace(/[\s()+-]/g, '');
    return /^\d{5,15}$/.test(digits) ? this.withPhone(digits) : this.withUserId(text);
  }

  /** The customer moves to another phone number, which gives them new BSUIDs. */
  changeNumber(customer: Customer, waId: string): void {
    if (customer.waId !== undefined) this.byPhone.delete(customer.waId);
    customer.waId = waId;
    customer.generation += 1;
    this.byPhone.set(waId, customer);
  }

  /** A customer wrote or called, or took a call: that opens the service window. */
  gotInTouch(phoneNumberId: string, customer: Customer, at: number): void {
    const key = `${phoneNumberId}/${customer.key}`;
    const latest = Math.max(this.lastInTouch.get(key) ?? at, at);
    this.lastInTouch.delete(key);
    remember(this.lastInTouch, key, latest);
  }

  /** Whether the customer got in touch within 24 hours; undefined when they never did. */
  windowOpen(phoneNumberId: string, customer: Customer, now: number): boolean | undefined {
    const at = this.lastInTouch.get(`${phoneNumberId}/${customer.key}`);
    return at === undefined ? undefined : now - at < WINDOW_MS;
  }
}
