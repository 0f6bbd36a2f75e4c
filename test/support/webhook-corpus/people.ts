import { about, CUSTOMER, contacts, one, type Sample, USER_ID } from './sample';

export const peopleSamples: Sample[] = [
  one(
    'user_id_update',
    'ContactUserIdUpdated',
    {
      ...about,
      contacts,
      user_id_update: [
        {
          wa_id: CUSTOMER,
          detail: 'User id changed',
          user_id: { previous: 'US.1', current: USER_ID },
          parent_user_id: { previous: 'US.ENT.1', current: 'US.ENT.2' },
          timestamp: '1739321024',
        },
      ],
    },
    {
      userIdChanges: [
        {
          contact: { id: USER_ID, name: 'Pablo Morales', parentUserId: 'US.ENT.2' },
          userIdChange: { previous: 'US.1', current: USER_ID },
          parentUserIdChange: { previous: 'US.ENT.1', current: 'US.ENT.2' },
          timestamp: '2025-02-12T00:43:44.000Z',
        },
      ],
    },
  ),
  one(
    'user_preferences',
    'ContactPreferencesUpdated',
    {
      ...about,
      contacts,
      user_preferences: [
        {
          wa_id: CUSTOMER,
          user_id: USER_ID,
          detail: 'User requested to stop marketing messages',
          category: 'marketing_messages',
          value: 'stop',
          timestamp: 1731705721,
        },
      ],
    },
    {
      preferences: [
        {
          contact: { waId: CUSTOMER, userId: USER_ID },
          category: 'MARKETING_MESSAGES',
          value: 'STOP',
          valueRaw: 'stop',
          timestamp: '2024-11-15T21:22:01.000Z',
        },
      ],
    },
  ),
  one(
    'smb_app_state_sync',
    'AppContactsSynced',
    {
      ...about,
      state_sync: [
        {
          type: 'contact',
          contact: { full_name: 'Pablo Morales', first_name: 'Pablo', phone_number: CUSTOMER },
          action: 'add',
          metadata: { timestamp: '1739321024', version: 2 },
        },
        {
          type: 'contact',
          contact: { phone_number: '1999' },
          action: 'remove',
          metadata: { timestamp: 1739321024 },
        },
      ],
    },
    {
      stateSync: [
        {
          type: 'CONTACT',
          action: 'ADD',
          appContact: { fullName: 'Pablo Morales', firstName: 'Pablo', phoneNumber: CUSTOMER },
          metadata: { timestamp: '2025-02-12T00:43:44.000Z', version: 2 },
        },
        { action: 'REMOVE', appContact: { fullName: null, phoneNumber: '1999' } },
      ],
    },
  ),
];
