import { Field, ObjectType } from 'type-graphql';
import { MetaField, MetaNode } from '../../planner/declare';
import { idArgument } from '../../planner/dot-arguments';
import { FieldArguments } from '../../planner/field-arguments';
import { MetaEnumField } from '../../planner/open-enum';
import { readObjects, readOpenEnums, readTexts, readUrl } from '../../planner/readers';
import { Application } from '../accounts/application';
import { HealthStatus } from '../accounts/health-status';
import { WhatsAppBusinessAccount } from '../accounts/whatsapp-business-account';
import { connectionOf } from '../graphql/connection';
import { NodeType } from '../graphql/node';
import { UrlScalar } from '../graphql/scalars';
import { FlowCategory, FlowStatus } from './flow-enums';
import { FlowHealthArgs, FlowPreview, FlowValidationError } from './flow-parts';

@ObjectType({
  implements: NodeType,
  simpleResolvers: true,
  description:
    'A WhatsApp Flow: screens with forms that open inside a chat. Needs the permission ' +
    '`whatsapp_business_management`.',
})
@MetaNode()
export class Flow extends NodeType {
  @Field(() => String, { nullable: true, description: "The Flow's name, seen by the business only." })
  @MetaField('name')
  name!: string | null;

  @MetaEnumField(FlowStatus, 'status', 'Where the Flow stands in its life.')
  status!: string | null;

  @Field(() => [FlowCategory], { nullable: true, description: 'What the Flow is for.' })
  @MetaField('categories', { read: readOpenEnums(FlowCategory) })
  categories!: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: '`categories` exactly as Meta sent it, for values that `categories` does not know yet.',
  })
  @MetaField('categories', { read: readTexts })
  categoriesRaw!: string[] | null;

  @Field(() => [FlowValidationError], {
    nullable: true,
    description: 'What is wrong with the Flow JSON; empty when it can be published.',
  })
  @MetaField('validation_errors', { read: readObjects })
  validationErrors!: FlowValidationError[] | null;

  @Field(() => String, { nullable: true, description: 'Version of the Flow JSON: `7.0`.' })
  @MetaField('json_version')
  jsonVersion!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Version of the data exchange with the endpoint: `3.0`; null for a Flow without one.',
  })
  @MetaField('data_api_version')
  dataApiVersion!: string | null;

  @Field(() => UrlScalar, {
    nullable: true,
    description: "The business's endpoint that the Flow exchanges data with; null for a Flow without one.",
  })
  @MetaField('endpoint_uri', { read: readUrl })
  endpointUri!: string | null;

  @Field(() => UrlScalar, {
    nullable: true,
    description: 'The older name of `endpointUri`: what Flows whose JSON is of a version before 3.0 have.',
  })
  @MetaField('data_channel_uri', { read: readUrl })
  dataChannelUri!: string | null;

  @Field(() => FlowPreview, {
    nullable: true,
    description:
      'A web page on which the Flow can be tried out; the one there is, or a new one if it expired.',
  })
  @MetaField('preview', { args: () => ({ invalidate: 'false' }) })
  preview!: FlowPreview | null;

  @Field(() => HealthStatus, {
    nullable: true,
    description: 'Whether the Flow can be sent now, and what stands in the way.',
  })
  @MetaField('health_status', { args: (args) => ({ phone_number: idArgument(args, 'phoneNumberId') }) })
  @FieldArguments(() => FlowHealthArgs)
  healthStatus!: HealthStatus | null;

  @Field(() => WhatsAppBusinessAccount, {
    nullable: true,
    description: 'The account that the Flow belongs to.',
  })
  @MetaField('whatsapp_business_account')
  whatsAppBusinessAccount!: WhatsAppBusinessAccount | null;

  @Field(() => Application, {
    nullable: true,
    description: "The app whose key the Flow's data exchange uses.",
  })
  @MetaField('application')
  application!: Application | null;
}

export const FlowConnection = connectionOf(() => Flow, 'Flow', 'Flows');
