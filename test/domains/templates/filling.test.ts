import 'reflect-metadata';
import fc from 'fast-check';
import { isObject, type JsonObject, objectOf } from '../../../src/common/json';
import { toGraph } from '../../../src/domains/messages/send/declare/to-graph';
import { SendMessageInput } from '../../../src/domains/messages/send/send-message-input';
import { checkFilling } from '../../../src/domains/templates/filling/check';
import { fillingOf } from '../../../src/domains/templates/filling/filling';
import type { TemplateProblem } from '../../../src/domains/templates/filling/problem';
import { templateShapeOf } from '../../../src/domains/templates/filling/template-shape';
import { TEMPLATES } from '../../../src/sandbox/data/templates';
import { GraphError } from '../../../src/sandbox/graph-error';
import { checkTemplateParameters } from '../../../src/sandbox/messages/template-parameters';
import type { MessageTemplate } from '../../../src/sandbox/model/records';
import { fillingsOf, type Parts } from './support/fillings';
import { MUTATIONS } from './support/mutations';

const template = fc.constantFrom(...TEMPLATES);
const filled = template.chain((one) => fc.tuple(fc.constant(one), fillingsOf(one)));

/** Meta's form of what fills a template, made of the input as the gateway makes it. */
function sentAs(parts: Parts): { components: JsonObject['components']; problems: number } {
  const content = { template: { name: 'x', language: 'en', ...parts } };
  const input = Object.assign(new SendMessageInput(), { phoneNumberId: '1', to: '+16505551234', content });
  const { json, problems } = toGraph(SendMessageInput, input);
  return { components: objectOf(json.template).components, problems: problems.length };
}

function problemsOf({ components, parameter_format }: MessageTemplate, parts: Parts): TemplateProblem[] {
  // Through JSON, as a definition comes from Graph.
  const definition: unknown = JSON.parse(JSON.stringify({ components, parameter_format }));
  if (!isObject(definition)) throw new Error('no definition');
  const shape = templateShapeOf(definition.components, definition.parameter_format);
  return checkFilling(shape, fillingOf(sentAs(parts).components));
}

/** The code that the sandbox, which checks as Meta does, refuses it with; undefined when it does not. */
function refusalOf(one: MessageTemplate, parts: Parts): number | undefined {
  const { components } = sentAs(parts);
  try {
    checkTemplateParameters(one, Array.isArray(components) ? components.filter(isObject) : []);
    return undefined;
  } catch (error) {
    if (error instanceof GraphError) return error.code;
    throw error;
  }
}

describe('what fills a template', () => {
  it('passes whenever it fits, as the sandbox has it too', () => {
    fc.assert(
      fc.property(filled, ([one, parts]) => {
        expect(sentAs(parts).problems).toBe(0);
        expect([problemsOf(one, parts), refusalOf(one, parts)]).toEqual([[], undefined]);
      }),
      { numRuns: 500 },
    );
  });

  it.each(Object.entries(MUTATIONS))('is refused with the code of the sandbox: %s', (_name, mutate) => {
    let tried = 0;
    fc.assert(
      fc.property(filled, ([one, parts]) => {
        const wrong = mutate(parts, one);
        if (wrong === undefined) return;
        tried += 1;
        const problems = problemsOf(one, wrong);
        expect(problems.map(({ metaCode }) => metaCode)).toContain(refusalOf(one, wrong));
        for (const { at, message } of problems) {
          expect(message).toMatch(/^[A-Z].*\.$|^\w+ has a line break/);
          // Everything but what is missing is there to be pointed at.
          const parent = at.slice(0, -1);
          expect(at.length).toBeGreaterThan(0);
          if (parent.length > 0) expect(wrong).toHaveProperty(parent);
        }
      }),
      { numRuns: 300 },
    );
    expect(tried).toBeGreaterThan(0);
  });
});
