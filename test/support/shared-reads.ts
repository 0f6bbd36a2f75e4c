import type { JsonObject } from '../../src/common/json';
import { AccountPhoneNumbers } from '../../src/domains/account-phone-numbers';
import { TemplateChecks } from '../../src/domains/templates/template-checks';
import { TemplateDefinitions } from '../../src/domains/templates/template-definitions';
import type { GraphClient } from '../../src/graph/client';
import type { Expansion } from '../../src/graph/expansion';
import { ClientGraphSession } from '../../src/graph/graph-session';

/** What a gateway reads for everybody: which account a number is of, and what templates are made of. */
export function sharedReadsOf(client: GraphClient): {
  phoneNumbers: AccountPhoneNumbers;
  templates: TemplateChecks;
} {
  const session = new ClientGraphSession(client, 'EAAtest', { rememberMs: 0 });
  const read = (id: string, ask: Expansion): Promise<JsonObject> => session.load(id, ask);
  return {
    phoneNumbers: new AccountPhoneNumbers({ read }),
    templates: new TemplateChecks(new TemplateDefinitions({ read })),
  };
}
