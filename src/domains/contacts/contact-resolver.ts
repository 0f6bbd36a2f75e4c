import { Arg, Authorized, Ctx, ID, Query, Resolver } from 'type-graphql';
import { ForbiddenError, NotFoundError } from '../../common/errors';
import { contactIdentifier } from '../../events/filter';
import type { ContactRecord } from '../../history/types';
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
    // Numbers can be guessed: whether others know somebody is not told by how it is refused.
    if (!(await isInTouch(context, record))) {
      throw new ForbiddenError('This person was never in touch with the accounts of this API key.');
    }
    if (!record) throw new NotFoundError('The history knows nobody by this id.');
    return contactOf(record, { key: record.key });
  }
}

/** People belong to no account: a confined caller sees whom its own accounts have had an event of. */
async function isInTouch({ caller, log }: GatewayContext, person?: ContactRecord): Promise<boolean> {
  if (!caller.accounts) return true;
  const contacts = [person?.userId, person?.parentUserId, person?.waId].filter((id) => id !== undefined);
  return (await log.read(0, 1, { accountIds: [...caller.accounts], contacts })).length > 0;
}
