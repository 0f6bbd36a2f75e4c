import 'reflect-metadata';
import type { JsonValue } from '../../../../../src/common/json';
import type { MessageContentInput } from '../../../../../src/domains/messages/send/content/message-content';
import type { InputProblem } from '../../../../../src/domains/messages/send/declare/problem';
import { toGraph } from '../../../../../src/domains/messages/send/declare/to-graph';
import { SendMessageInput } from '../../../../../src/domains/messages/send/send-message-input';

type Options = Partial<Omit<SendMessageInput, 'content'>>;

const sending = (content: MessageContentInput, options: Options): SendMessageInput => ({
  phoneNumberId: '106540352242922',
  ...(options.groupId || options.recipient ? {} : { to: '+1 (650) 555-1234' }),
  ...options,
  content,
});

/** The JSON that a content is sent as, without the envelope. @throws when it breaks a rule */
export function sentAs(content: MessageContentInput, options: Options = {}): JsonValue | undefined {
  const { json, problems } = toGraph(SendMessageInput, sending(content, options));
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return json[String(json.type)];
}

/** The whole body of a send. */
export function bodyOf(content: MessageContentInput, options: Options = {}) {
  return toGraph(SendMessageInput, sending(content, options)).json;
}

/** The rules that a content breaks. */
export function problemsOf(content: MessageContentInput, options: Options = {}): InputProblem[] {
  return toGraph(SendMessageInput, sending(content, options)).problems;
}

/** Their paths, dotted, without `input.`. */
export function faultsOf(content: MessageContentInput, options: Options = {}): string[] {
  return problemsOf(content, options).map(({ field }) => field.slice(1).join('.'));
}
