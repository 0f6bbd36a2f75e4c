import type { MessageTemplate, PhoneNumber, SentMessage } from './records';

/** What the world outside does in answer to a write: kept apart so that the nodes know no webhooks. */
export interface Simulation {
  /** The app's callback URL. */
  callbackUrl(): string;
  /** A message was accepted: its statuses, and maybe an answer, follow by webhook. */
  messageAccepted(message: SentMessage, phoneNumber: PhoneNumber): void;
  /** A template is waiting for Meta's review. */
  templateSubmitted(template: MessageTemplate): void;
  /** A template changed its status: the accounts' apps hear of it. */
  templateStatusChanged(template: MessageTemplate, reason: string | null): void;
}
