import { GraphError, invalidParameter } from '../../graph-error';
import type { EdgeSpec } from '../kind';
import type { PhoneNumber } from '../records';

function alreadyVerified({ code_verification_status }: PhoneNumber): void {
  if (code_verification_status !== 'VERIFIED') return;
  throw new GraphError(136024, '(#136024) Request code error', {
    subcode: 2388366,
    userTitle: 'Number is verified already',
    userMessage: 'Verification code was not sent because the number is verified already.',
  });
}

/** Proving that a number is one's own. Any six digits are the right code, except 000000. */
export const verificationEdges = {
  request_code: {
    description: 'Sends a code to the number',
    members: () => [],
    notExpandable: true,
    create: (phoneNumber, { code_method, language }) => {
      alreadyVerified(phoneNumber);
      if (!['SMS', 'VOICE'].includes(String(code_method))) {
        throw invalidParameter('Param code_method must be one of {SMS, VOICE}');
      }
      if (language === undefined) throw invalidParameter('The parameter language is required.');
      return { success: true };
    },
  },
  verify_code: {
    description: 'Takes the code that was sent',
    members: () => [],
    notExpandable: true,
    create: (phoneNumber, { code }) => {
      if (!/^\d{6}$/.test(String(code)) || String(code) === '000000') {
        throw new GraphError(136025, '(#136025) Verify code error', {
          userTitle: "Couldn't verify code",
          userMessage: 'The code that you entered is incorrect.',
        });
      }
      phoneNumber.code_verification_status = 'VERIFIED';
      return { success: true };
    },
  },
} satisfies Record<string, EdgeSpec<PhoneNumber>>;
