import type { JsonObject } from '../../../src/common/json';
import { TemplateChecks } from '../../../src/domains/templates/template-checks';
import { TemplateDefinitions } from '../../../src/domains/templates/template-definitions';
import { type Expansion, fieldsParameterOf } from '../../../src/graph/expansion';

const ACCOUNT = '102290129340398';

const template = (language: string, more: JsonObject = {}): JsonObject => ({
  id: `1${language.length}`,
  name: 'order',
  language,
  status: 'APPROVED',
  category: 'UTILITY',
  parameter_format: 'POSITIONAL',
  components: [{ type: 'BODY', text: 'Hi {{1}}, thanks.' }],
  ...more,
});

/** Graph as far as it has templates: what it is asked, and what it answers. */
class Templates {
  asked: string[] = [];
  data: JsonObject[] = [template('en_US')];
  paging: JsonObject = {};
  fault: Error | undefined;
  gate: Promise<unknown> = Promise.resolve();

  readonly read = async (accountId: string, ask: Expansion): Promise<JsonObject> => {
    this.asked.push(`${accountId}?${fieldsParameterOf(ask)}`);
    const [key = ''] = ask.keys();
    const data = [...this.data];
    await this.gate;
    if (this.fault) throw this.fault;
    return { id: accountId, [key]: { data, paging: this.paging } };
  };
}

function message(language = 'en_US', ...texts: string[]): JsonObject {
  const parameters = texts.map((text) => ({ type: 'text', text }));
  return { name: 'order', language: { code: language }, components: [{ type: 'body', parameters }] };
}

let graph: Templates;
let now: number;
let definitions: TemplateDefinitions;
let checks: TemplateChecks;

beforeEach(() => {
  graph = new Templates();
  now = 1_000;
  definitions = new TemplateDefinitions({ read: graph.read, now: () => now, mostNames: 2, patienceMs: 20 });
  checks = new TemplateChecks(definitions);
});

const check = async (one: JsonObject) => (await checks.check(ACCOUNT, one)).problems;
const codes = async (one: JsonObject) => (await check(one)).map(({ metaCode }) => metaCode);

describe('definitions of templates', () => {
  it('are read once for all languages, and all who ask at once', async () => {
    graph.data = [template('en_US'), template('de'), template('en_US', { name: 'order_paid' })];
    await Promise.all(Array.from({ length: 50 }, () => check(message('en_US', 'Jo'))));
    expect(await check(message('de', 'Jo'))).toEqual([]);
    expect(await checks.find(ACCOUNT, 'order', 'de')).toMatchObject({
      category: 'UTILITY',
      status: 'APPROVED',
    });
    expect(graph.asked).toEqual([
      `${ACCOUNT}?id,message_templates.limit(100).name("order"){id,name,language,status,category,parameter_format,components}`,
    ]);
  });

  it('say which languages there are when this is none of them', async () => {
    graph.data = [template('en_US'), template('de'), template('fr', { name: 'order_paid' })];
    expect(await check(message('fr', 'Jo'))).toEqual([
      {
        metaCode: 132001,
        at: ['language'],
        message: 'The template does not exist in this language; it exists in en_US, de.',
      },
    ]);
    graph.data = [];
    definitions.forget(ACCOUNT);
    expect(await check(message())).toMatchObject([{ metaCode: 132001, at: ['name'] }]);
  });

  it.each([
    ['PAUSED', 132015],
    ['DISABLED', 132016],
    ['PENDING', 132001],
    ['REJECTED', 132001],
    ['DELETED', 132001],
  ])('say that a template is %s', async (status, code) => {
    graph.data = [template('en_US', { status })];
    expect(await codes(message('en_US', 'Jo'))).toEqual([code]);
  });

  it('stop nothing by a state that nobody knows', async () => {
    graph.data = [template('en_US', { status: 'GLOWING' })];
    expect(await check(message('en_US', 'Jo'))).toEqual([]);
  });

  it('are read anew before a message is refused by what was read a while ago', async () => {
    expect(await check(message('en_US', 'Jo'))).toEqual([]);
    graph.data = [template('en_US', { components: [{ type: 'BODY', text: 'Thanks.' }] })];
    now += 20_000;
    expect(await codes(message('en_US'))).toEqual([132000]);
    expect(graph.asked).toHaveLength(1);
    now += 20_000;
    expect(await codes(message('en_US'))).toEqual([]);
    expect(await codes(message('en_US'))).toEqual([]);
    expect(graph.asked).toHaveLength(2);
  });

  it('end with a change, also one told of while they are read', async () => {
    let open: (value?: unknown) => void = () => undefined;
    graph.gate = new Promise((resolve) => {
      open = resolve;
    });
    const early = definitions.find(ACCOUNT, 'order', 'en_US');
    graph.data = [template('en_US', { status: 'PAUSED' })];
    definitions.forget(ACCOUNT, 'order');
    open();
    expect(await early).toMatchObject({ template: { status: 'APPROVED' } });
    expect(await codes(message('en_US', 'Jo'))).toEqual([132015]);
    expect(graph.asked).toHaveLength(2);
  });

  it('let everything pass when they cannot be read, and are tried again a while later', async () => {
    graph.fault = new Error('no permission');
    expect(await check(message())).toEqual([]);
    expect(await check(message())).toEqual([]);
    expect(graph.asked).toHaveLength(1);
    graph.fault = undefined;
    now += 15_001;
    expect(await codes(message())).toEqual([132000]);
    expect(checks.counts).toEqual({ passed: 0, refused: 1, unchecked: 2 });
  });

  it('let everything pass when they come too late, and serve the next message', async () => {
    let open: (value?: unknown) => void = () => undefined;
    graph.gate = new Promise((resolve) => {
      open = resolve;
    });
    expect(await check(message())).toEqual([]);
    open();
    expect(await codes(message())).toEqual([132000]);
    expect(graph.asked).toHaveLength(1);
  });

  it('do not take a part of the list for all of it', async () => {
    graph.data = [template('de')];
    graph.paging = { next: 'https://graph.facebook.com/more' };
    expect(await check(message('en_US'))).toEqual([]);
    expect(await codes(message('de'))).toEqual([132000]);
  });

  it('are bounded: the name used longest ago goes', async () => {
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await definitions.find(ACCOUNT, name, 'en');
    expect(graph.asked.map((asked) => /name\("(\w)"\)/.exec(asked)?.[1])).toEqual(['a', 'b', 'c', 'b']);
  });
});
