import { Arg, Authorized, Ctx, ID, Query, Resolver } from 'type-graphql';
import { ForbiddenError, NotFoundError } from '../../common/errors';
import { contactIdentifier } from '../../events/filter';
import type { ContactRecord } from '../../history/types';
import type { GatewayContext } from '../context';
import { Contact, contactOf } from './contact';

/** The query for a person. */
@Resolver()
export class ContactResolver {
  @Authorized('accounts:read')
  @Query(() => Contact, {
    nullable: true,
    description:
      'A person that the stored history knows. Callers confined to some accounts see those who were in touch with them. ' +
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
    if (!record) throw new NotFoundError('The history knows nobody by this id.');
    await assertInTouch(context, record);
    return contactOf(record, { key: record.key });
  }
}

/** People belong to no account: a confined caller sees whom its own accounts have had an event of. */
async function assertInTouch({ caller, log }: GatewayContext, person: ContactRecord): Promise<void> {
  if (!caller.accounts) return;
  const contacts = [person.userId, person.parentUserId, person.waId].filter((id) => id !== undefined);
  const [event] = await log.read(0, 1, { accountIds: [...caller.accounts], contacts });
  if (!event) throw new ForbiddenError('This person was never in touch with the accounts of this API key.');
}
