import 'reflect-metadata';
import { contactOf } from '../../../src/domains/contacts/contact';

describe('a contact', () => {
  it('is known by the user id first, by the phone second', () => {
    expect(contactOf({ userId: 'US.1', waId: '16505551234' })).toMatchObject({
      id: 'US.1',
      phone: '+16505551234',
    });
    expect(contactOf({ waId: '16505551234' })).toMatchObject({ id: '16505551234', userId: null });
    expect(contactOf({ parentUserId: 'US.ENT.1' })).toMatchObject({ id: 'US.ENT.1' });
    expect(contactOf({ name: 'Ada' }, { key: '7' })).toMatchObject({ id: '7', name: 'Ada' });
  });

  it('is nobody without anything to be known by', () => {
    expect(contactOf(undefined)).toBeNull();
    expect(contactOf({})).toBeNull();
    expect(contactOf({ name: 'Ada' })).toBeNull();
  });

  it('has a phone number only where the WhatsApp id is one', () => {
    expect(contactOf({ waId: 'not-a-number' })).toMatchObject({ waId: 'not-a-number', phone: null });
  });
});
