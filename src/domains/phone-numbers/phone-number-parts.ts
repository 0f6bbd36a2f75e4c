import { Field, ObjectType } from 'type-graphql';
import { MetaField, MetaStruct } from '../../planner/declare';
import { MetaEnumField } from '../../planner/open-enum';
import { readFlag, readObjects, readTexts } from '../../planner/readers';
import { OfficialBusinessAccountStatus, ThroughputLevel } from './phone-number-enums';

@ObjectType({ simpleResolvers: true, description: 'How many messages a second a phone number may handle.' })
@MetaStruct()
export class Throughput {
  @MetaEnumField(ThroughputLevel, 'level', 'The level.')
  level!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Where a phone number stands with its Official Business Account (blue badge).',
})
@MetaStruct()
export class OfficialBusinessAccount {
  @MetaEnumField(OfficialBusinessAccountStatus, 'oba_status', 'Where the application stands.')
  obaStatus!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The same as a sentence, in English; not always given.',
  })
  @MetaField('status_message')
  statusMessage!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Where Meta posts webhooks for a phone number. The narrowest that is set wins: phone number, account, app.',
})
@MetaStruct()
export class WebhookConfiguration {
  @Field(() => String, { nullable: true, description: 'Callback URL set for this phone number alone.' })
  @MetaField('phone_number')
  phoneNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Callback URL set for the WhatsApp Business account.' })
  @MetaField('whatsapp_business_account')
  whatsAppBusinessAccount!: string | null;

  @Field(() => String, { nullable: true, description: 'Callback URL of the app.' })
  @MetaField('application')
  application!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A command that people see when they type `/` in a chat.' })
@MetaStruct()
export class ConversationCommand {
  @Field(() => String, { nullable: true, description: 'The command without its slash; up to 32 characters.' })
  @MetaField('command_name')
  commandName!: string | null;

  @Field(() => String, { nullable: true, description: 'The hint beside it; up to 256 characters.' })
  @MetaField('command_description')
  commandDescription!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What WhatsApp itself offers people in a chat with the business.',
})
@MetaStruct()
export class ConversationalAutomation {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a `request_welcome` webhook comes when someone opens a chat for the first time.',
  })
  @MetaField('enable_welcome_message', { read: readFlag })
  enableWelcomeMessage!: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Ice breakers: up to 4 of up to 80 characters each.',
  })
  @MetaField('prompts', { read: readTexts })
  prompts!: string[] | null;

  @Field(() => [ConversationCommand], { nullable: true, description: 'Up to 30 commands.' })
  @MetaField('commands', { read: readObjects })
  commands!: ConversationCommand[] | null;
}
