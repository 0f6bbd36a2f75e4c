import { z } from 'zod';
import { SandboxFault } from '../http/sandbox-fault';
import type { Customer, PhoneNumber } from '../model/records';
import type { World } from '../model/world';
import type { WhatsApp } from '../simulation/whatsapp';
import { contactOf, metadataOf, type Value } from '../webhooks/payloads';

/** A customer as bodies name one. */
export const customerField = z.coerce.string().default('16505551234');

/** The customer that a body names by phone number or BSUID. */
export function customerOf(text: string, world: World): Customer {
  const customer = world.customers.find(text);
  if (customer !== undefined) return customer;
  throw new SandboxFault(
    'INVALID_FIELD',
    `Field "from" is not valid: "${text}" is neither a phone number such as "16505551234" ` +
      'nor a BSUID such as "US.13491208655302741918".',
  );
}

/** The phone number that a body names by its id. */
export function numberOf(id: string, world: World): PhoneNumber {
  const phoneNumber = world.phoneNumbers.get(id);
  if (phoneNumber !== undefined) return phoneNumber;
  const [first] = world.phoneNumbers.where();
  throw new SandboxFault(
    'INVALID_FIELD',
    `Field "phoneNumberId" is not valid: there is no "${id}". GET /sandbox lists them, such as "${first?.id ?? ''}".`,
  );
}

/** How webhooks name a customer: a phone number that is hidden is left out. */
export interface Names {
  readonly phone?: string;
  readonly userId: string;
  readonly contact: Value;
}

export function namesOf(customer: Customer, phoneNumber: PhoneNumber, whatsApp: WhatsApp): Names {
  const userId = whatsApp.userIdOf(customer, phoneNumber);
  const { waId, hidesPhone } = customer;
  return {
    ...(!hidesPhone && waId !== undefined && { phone: waId }),
    userId,
    contact: contactOf(customer, userId),
  };
}

/** What every value about conversations begins with. */
export function head(phoneNumber: PhoneNumber): Value {
  return { messaging_product: 'whatsapp', metadata: metadataOf(phoneNumber) };
}

/** The number as webhooks write it. */
export function digitsOf({ display_phone_number }: PhoneNumber): string {
  return display_phone_number.replace(/\D/g, '');
}
