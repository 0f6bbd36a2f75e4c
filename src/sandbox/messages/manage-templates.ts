import { graphTime } from '../clock';
import { GraphError, invalidParameter } from '../graph-error';
import type { CallContext } from '../model/call-context';
import type { Parameters, Write } from '../model/kind';
import type { BusinessAccount, MessageTemplate } from '../model/records';
import { isEstablished } from '../model/standing';
import { textOf, wordsOf } from '../read/arguments';
import { messageError } from './error-codes';
import { componentsOf, templateFault } from './template-definition';

const CATEGORIES = ['AUTHENTICATION', 'MARKETING', 'UTILITY'];

function categoryOf(parameters: Parameters): string {
  const category = String(parameters.category ?? '').toUpperCase();
  if (!CATEGORIES.includes(category)) {
    throw invalidParameter(`Param category must be one of {${CATEGORIES.join(', ')}}`);
  }
  return category;
}

/** What an account may have in templates, and make of them in an hour. */
function checkRoom(account: BusinessAccount, { world, limits }: CallContext): void {
  const count = world.templates.where(({ accountId }) => accountId === account.id).length + 1;
  const use = { account, count, isEstablished: isEstablished(account, world) };
  if (!limits.templates.take(use)) {
    throw templateFault(
      2388019,
      'Message Template Limit Exceeded',
      `The WhatsApp Business account can have ${limits.templates.mostFor(use)} message templates.`,
    );
  }
  if (limits.templateCreation.take(account)) return;
  throw messageError(80007, 'Too many message templates were created in this hour.');
}

/** `POST /{account}/message_templates`: the template is PENDING until Meta's review, which comes by webhook. */
export const createTemplate: Write<BusinessAccount> = (account, parameters, context) => {
  const { world, clock, random } = context;
  const [name, language] = [textOf(parameters, 'name'), textOf(parameters, 'language')];
  if (name === undefined) throw invalidParameter('The parameter name is required.');
  if (language === undefined) throw invalidParameter('The parameter language is required.');
  if (!/^[a-z0-9_]{1,512}$/.test(name)) {
    throw invalidParameter('Param name must be at most 512 characters of lower case letters, digits and _.');
  }
  const category = categoryOf(parameters);
  const siblings = world.templates.where((one) => one.accountId === account.id && one.name === name);
  if (siblings.some((one) => one.language === language)) {
    throw templateFault(
      2388024,
      'Content in This Language Already Exists',
      `There is already ${language} content for this template. You can create a new template and try again.`,
    );
  }
  if (siblings.some((one) => one.category !== category)) {
    throw templateFault(2388026, 'Category Mismatch', 'All languages of a template have the same category.');
  }
  const components = componentsOf(parameters.components, category);
  checkRoom(account, context);
  const format = String(parameters.parameter_format ?? 'POSITIONAL').toUpperCase();
  const ttl = Number(parameters.message_send_ttl_seconds);
  const template = world.templates.add({
    id: random.digits(16, 'template', account.id, name, language, clock.now()),
    accountId: account.id,
    name,
    language,
    status: 'PENDING',
    category,
    parameter_format: format === 'NAMED' ? 'NAMED' : 'POSITIONAL',
    components,
    quality_score: { score: 'UNKNOWN', date: Math.floor(clock.now() / 1000) },
    rejected_reason: 'NONE',
    ...(Number.isInteger(ttl) && { message_send_ttl_seconds: ttl }),
    last_updated_time: graphTime(clock.now()),
  });
  context.simulation.templateSubmitted(template);
  return { id: template.id, status: template.status, category };
};

/** `POST /{template}`: new content goes through review again. */
export const editTemplate: Write<MessageTemplate> = (template, parameters, context) => {
  if (!['APPROVED', 'REJECTED', 'PAUSED'].includes(template.status)) {
    throw templateFault(2388083, "Template Can't Be Edited", `The template is ${template.status}.`);
  }
  const category = parameters.category === undefined ? template.category : categoryOf(parameters);
  if (template.status === 'APPROVED' && category !== template.category) {
    throw templateFault(2388025, "Category Can't Be Changed", 'The template is approved.');
  }
  const { components: given } = parameters;
  const components = given === undefined ? template.components : componentsOf(given, category);
  if (template.status === 'APPROVED' && !context.limits.templateEdits.take(template)) {
    throw templateFault(
      2388083,
      "Template Can't Be Edited",
      'An approved template can be edited once in 24 hours, and 10 times in 30 days.',
    );
  }
  Object.assign(template, { category, components });
  const ttl = Number(parameters.message_send_ttl_seconds);
  if (Number.isInteger(ttl)) template.message_send_ttl_seconds = ttl;
  template.status = 'PENDING';
  template.last_updated_time = graphTime(context.clock.now());
  context.simulation.templateSubmitted(template);
  return { success: true };
};

function remove(templates: readonly MessageTemplate[], { world, simulation }: CallContext): unknown {
  for (const template of templates) {
    world.templates.remove(template.id);
    template.status = 'DELETED';
    simulation.templateStatusChanged(template, null);
  }
  return { success: true };
}

/** `DELETE /{template}`. */
export const removeTemplate: Write<MessageTemplate> = (template, _parameters, context) =>
  remove([template], context);

/** `DELETE /{account}/message_templates`: all languages of a name, or the one with `hsm_id` too. */
export const deleteTemplates: Write<BusinessAccount> = (account, parameters, context) => {
  const name = textOf(parameters, 'name');
  const ids = wordsOf(parameters, 'hsm_ids') ?? wordsOf(parameters, 'hsm_id');
  if (name === undefined && ids === undefined) throw invalidParameter('The parameter name is required.');
  const found = context.world.templates.where(
    (template) =>
      template.accountId === account.id &&
      (name === undefined || template.name === name) &&
      (ids === undefined || ids.includes(template.id)),
  );
  if (found.length === 0) {
    throw new GraphError(100, 'Invalid parameter', {
      subcode: 2593002,
      userTitle: 'Message Template Not Found',
      userMessage: 'There is no message template with this name.',
    });
  }
  return remove(found, context);
};

/** `POST /{template}/unpause`. */
export const unpauseTemplate: Write<MessageTemplate> = (template, _parameters, { simulation }) => {
  if (template.status !== 'PAUSED') return { success: false, reason: 'The template is not paused.' };
  template.status = 'APPROVED';
  simulation.templateStatusChanged(template, 'NONE');
  return { success: true };
};
