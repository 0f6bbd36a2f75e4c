import { ObjectType } from 'type-graphql';
import { openEnum } from '../../../planner/open-enum';
import { EnumField, IdField, PartField, TextField, TimeField } from '../payload';

const UserActionType = openEnum('UserActionType', 'What a recipient did with a marketing message.', {
  MARKETING_MESSAGES_LINK_CLICK: 'Tapped a link.',
});

const ClickComponent = openEnum('ClickComponent', 'Which part of a message was tapped.', {
  CTA: 'A button.',
  BODY: 'A link in the text.',
});

@ObjectType({
  simpleResolvers: true,
  description: 'Which link was tapped (`marketing_messages_link_click_data`).',
})
export class LinkClick {
  @EnumField(ClickComponent, 'click_component', 'Where the link was.')
  clickComponent!: string | null;
  clickComponentRaw!: string | null;

  @IdField('product_id', 'The product it led to.')
  productId!: string | null;

  @IdField('click_id', "Meta's id of the click.")
  clickId!: string | null;

  @TextField('tracking_token', 'What the message was given to be tracked by.')
  trackingToken!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Something a recipient did. Meta says neither who nor with which message.',
})
export class UserAction {
  @EnumField(UserActionType, 'action_type', 'What it was.')
  actionType!: string | null;
  actionTypeRaw!: string | null;

  @TimeField('timestamp', 'When.')
  timestamp!: Date | null;

  @PartField(() => LinkClick, 'marketing_messages_link_click_data', 'The link that was tapped.')
  linkClick!: LinkClick | null;
}
