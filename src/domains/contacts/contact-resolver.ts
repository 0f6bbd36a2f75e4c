import { Arg, Authorized, Ctx, ID, Query, Resolver } from 'type-graphql';
import { ForbiddenError, NotFoundError } from '../../common/errors';
import { contactIdentifier } from '../../events/people';
import type { GatewayContext } from '../context';
import { Consumes } from '../graphql/consumes';
import { Contact, contactOf } from './contact';

/** The query for a person. */
@Resolver()
export class ContactResolver {
  @Authorized('accounts:read')
  @Consumes('managementCalls')
  @Query(() => Contact, {
    nullable: true,
    description:
      'A person that the stored history knows. Callers confined to some accounts see those who were in touch with them, and of these what messages and events of those accounts said. ' +
      'Needs the scope `accounts:read`. Errors: NOT_FOUND, FORBIDDEN.',
  })
  async contact(
    @Arg('id', () => ID, {
      description: 'Business-scoped user id, parent user id, or phone number in any usual spelling.',
    })
    id: string,
    @Ctx() context: GatewayContext,
  ): Promise<Contact | null> {
    const record = await context.history.contact(contactIdentifier(id));
    if (!record && context.caller.accounts) {
      // Numbers can be guessed: whether others know somebody is not told by how it is refused.
      throw new ForbiddenError('This person was never in touch with the accounts of this API key.');
    }
    if (!record) throw new NotFoundError('The history knows nobody by this id.');
    return contactOf(record, { key: record.key });
  }
}
