import { ID } from 'type-graphql';
import type { JsonObject } from '../../../../common/json';
import { JsonObjectScalar } from '../../../graphql/scalars';
import { SendField, SendInput } from '../declare/decorators';
import { inParameters } from '../declare/forms';
import { metaEnum } from '../declare/meta-enum';
import type { Report } from '../declare/problem';
import { metaId, noEmoji } from '../declare/rules';
import { BodyField, FooterField, HeaderField, type InteractiveHeaderInput } from './frame';

const SendFlowMode = metaEnum('SendFlowMode', 'Which version of a Flow is sent (`mode`).', {
  DRAFT: 'The draft, for testing.',
  PUBLISHED: 'The published one.',
});

const SendFlowAction = metaEnum('SendFlowAction', 'How a Flow begins (`flow_action`).', {
  NAVIGATE: 'At a screen that the message names.',
  DATA_EXCHANGE: "With what the Flow's endpoint answers.",
});

@SendInput<FlowActionPayloadInput>('FlowActionPayloadInput', {
  description: 'Where a Flow begins, and with what data (`flow_action_payload`).',
  check: ({ data }, report) => {
    if (data && Object.keys(data).length === 0) {
      report('data is an empty object, which Meta refuses; leave it out instead.', 'data');
    }
  },
})
export class FlowActionPayloadInput {
  @SendField(() => ID, {
    optional: true,
    description: 'Id of the first screen. Default: FIRST_ENTRY_SCREEN.',
  })
  screen?: string | null;

  @SendField(() => JsonObjectScalar, {
    optional: true,
    description: 'Data of the first screen, in the shape that the Flow declares. Not empty.',
  })
  data?: JsonObject | null;
}

@SendInput<FlowMessageInput>('FlowMessageInput', {
  description:
    'A text with a button that opens a Flow (`flow`). Exactly one of `flowId` and `flowName` is given.',
  check: flowAndAction,
  toGraph: (fields) => inParameters('flow')({ flow_message_version: '3', ...fields }),
})
export class FlowMessageInput {
  @HeaderField()
  header?: InteractiveHeaderInput | null;

  @BodyField()
  body!: string;

  @FooterField()
  footer?: string | null;

  @SendField(() => ID, {
    optional: true,
    rule: metaId,
    description: 'Id of the Flow. Either this or `flowName`.',
  })
  flowId?: string | null;

  @SendField(() => String, {
    optional: true,
    chars: 200,
    description: 'Name of the Flow; stops working when it is renamed. Either this or `flowId`.',
  })
  flowName?: string | null;

  @SendField(() => String, {
    chars: 30,
    rule: noEmoji,
    description: 'The label of the button, without emoji.',
  })
  flowCta!: string;

  @SendField(() => String, {
    optional: true,
    description: 'Tells this sending from others: the Flow hands it to your endpoint and to the webhook.',
  })
  flowToken?: string | null;

  @SendField(() => SendFlowMode, {
    optional: true,
    description: 'Draft or published. Default: PUBLISHED.',
  })
  mode?: string | null;

  @SendField(() => SendFlowAction, {
    optional: true,
    description: 'How the Flow begins. Default: NAVIGATE.',
  })
  flowAction?: string | null;

  @SendField(() => FlowActionPayloadInput, {
    optional: true,
    description: 'First screen and its data; only with `flowAction: NAVIGATE`.',
  })
  flowActionPayload?: FlowActionPayloadInput | null;
}

function flowAndAction(flow: FlowMessageInput, report: Report): void {
  if (flow.flowId && flow.flowName) report('flowId and flowName are both given; leave one out.', 'flowName');
  if (!flow.flowId && !flow.flowName)
    report('Neither flowId nor flowName is given; name the Flow.', 'flowId');
  if (flow.flowActionPayload && flow.flowAction === 'data_exchange') {
    report('flowActionPayload goes only with flowAction NAVIGATE; leave it out.', 'flowActionPayload');
  }
}
