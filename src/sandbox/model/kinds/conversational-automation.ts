import { z } from 'zod';
import { invalidParameter } from '../../graph-error';
import type { EdgeSpec } from '../kind';
import type { PhoneNumber } from '../records';

/** What Meta takes: 4 ice breakers and 30 commands. */
const schema = z.object({
  enable_welcome_message: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(),
  prompts: z.array(z.string().max(80)).max(4).optional(),
  commands: z
    .array(
      z.object({ command_name: z.string().min(1).max(32), command_description: z.string().min(1).max(256) }),
    )
    .max(30)
    .optional(),
});

/** `POST /{phone-number-id}/conversational_automation`. */
export const conversationalAutomation: EdgeSpec<PhoneNumber> = {
  description: 'Sets ice breakers, commands and the welcome message',
  members: () => [],
  create: (phoneNumber, { prompts, commands, enable_welcome_message }) => {
    const given = Object.entries({ prompts, commands, enable_welcome_message });
    const wanted = Object.fromEntries(given.filter(([, value]) => value !== undefined));
    const result = schema.safeParse(wanted);
    if (!result.success) {
      const [issue] = result.error.issues;
      throw invalidParameter(`Param ${issue?.path.join('.') ?? ''} is not valid: ${issue?.message ?? ''}.`);
    }
    phoneNumber.conversational_automation = { ...phoneNumber.conversational_automation, ...wanted };
    return { success: true };
  },
};
