import { fieldsAskedBy } from '../support/plan-of';

describe('what Graph is asked', () => {
  it('holds the whole nested query in one expansion', () => {
    expect(
      fieldsAskedBy(`{ account {
        name
        phoneNumbers(first: 10) { nodes {
          displayPhoneNumber qualityRating throughput { level }
          businessProfile { about websites vertical verticalRaw }
        } }
        messageTemplates(first: 5) { edges { node { name status components { type } } } }
      } }`),
    ).toBe(
      'id,name,phone_numbers.limit(10){id,display_phone_number,quality_rating,throughput,' +
        'whatsapp_business_profile{about,websites,vertical}},' +
        'message_templates.limit(5){id,name,status,components}',
    );
  });

  it('says phone number filters and order', () => {
    expect(
      fieldsAskedBy(
        '{ account { phoneNumbers(accountMode: LIVE, sort: LAST_ONBOARDED_TIME_ASCENDING) { nodes { id } } } }',
      ),
    ).toBe(
      'id,phone_numbers.limit(25).filtering([{"field":"account_mode","operator":"EQUAL","value":"LIVE"}])' +
        '.sort(["last_onboarded_time_ascending"]){id}',
    );
  });

  it('says template filters', () => {
    expect(
      fieldsAskedBy(
        `query ($name: String, $status: [TemplateStatus!]) { account { messageTemplates(
          name: $name, nameOrContent: "50% off (today)", status: $status, category: [UTILITY],
          language: ["en_US", "de"], qualityScore: [GREEN]
        ) { nodes { id } } } }`,
        { name: 'hello_world', status: ['APPROVED', 'PAUSED'] },
      ),
    ).toBe(
      'id,message_templates.limit(25).name(hello_world).name_or_content("50% off (today)")' +
        '.status(["APPROVED","PAUSED"]).category(["UTILITY"]).language(["en_US","de"]).quality_score(["GREEN"]){id}',
    );
  });

  it('leaves out a list that is filtered by a value without a name, which fails by itself', () => {
    expect(
      fieldsAskedBy('{ account { name messageTemplates(status: [UNRECOGNIZED]) { nodes { id } } } }'),
    ).toBe('id,name');
  });

  it('says account filters, the same from call to call', () => {
    const query = `{ business { ownedWhatsAppBusinessAccounts(
      createdAfter: "2025-01-01T00:00:00Z", marketingMessagesOnboardingStatus: [ONBOARDED], sort: CREATION_TIME_DESCENDING
    ) { nodes { name } } } }`;
    expect(fieldsAskedBy(query)).toBe(
      'id,owned_whatsapp_business_accounts.limit(25).filtering([' +
        '{"field":"creation_time","operator":"IN_RANGE","value":["1735689600","2147483647"]},' +
        '{"field":"marketing_messages_onboarding_status","operator":"IN","value":["ONBOARDED"]}])' +
        '.sort(["creation_time_descending"]){id,name}',
    );
  });

  it('says whose users, and which preview and number of a Flow', () => {
    expect(
      fieldsAskedBy('{ account { assignedUsers(businessId: "506914307656634") { nodes { tasks } } } }'),
    ).toBe('id,assigned_users.limit(25).business(506914307656634){id,tasks}');
    expect(
      fieldsAskedBy(
        '{ flow { preview { previewUrl } healthStatus(phoneNumberId: "1906") { canSendMessage } whatsAppBusinessAccount { name } } }',
      ),
    ).toBe(
      'id,preview.invalidate(false),health_status.phone_number(1906),whatsapp_business_account{id,name}',
    );
  });

  it('asks for subscribed apps whole, as they have no id', () => {
    expect(fieldsAskedBy('{ account { subscribedApps { application { name } } } }')).toBe(
      'id,subscribed_apps.limit(100)',
    );
  });
});
