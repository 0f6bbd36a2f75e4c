import { Field, ID, ObjectType } from 'type-graphql';
import { MetaField, MetaStruct } from '../../../planner/declare';
import { MetaEnumField, openEnum } from '../../../planner/open-enum';
import { TemplateButton } from './template-button';

export const FlowAction = openEnum('FlowAction', 'Where the first screen of a Flow comes from.', {
  NAVIGATE: 'A screen that the button names.',
  DATA_EXCHANGE: "The business's endpoint decides.",
});

export const FlowButtonIcon = openEnum('FlowButtonIcon', 'What is drawn on a Flow button.', {
  DEFAULT: 'Nothing in particular.',
  DOCUMENT: 'A document.',
  PROMOTION: 'A promotion.',
  REVIEW: 'A review.',
});

@ObjectType('TemplateFlowButton', {
  implements: TemplateButton,
  simpleResolvers: true,
  description: 'A button that opens a Flow.',
})
@MetaStruct()
export class TemplateFlowButton extends TemplateButton {
  @Field(() => ID, { nullable: true, description: "The Flow's id: give it to `flow(id:)`." })
  @MetaField('flow_id')
  flowId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The Flow's name, where it was named instead of its id.",
  })
  @MetaField('flow_name')
  flowName!: string | null;

  @MetaEnumField(FlowAction, 'flow_action', 'Where the first screen comes from.')
  flowAction!: string | null;

  @Field(() => String, { nullable: true, description: 'Id of the first screen, for NAVIGATE.' })
  @MetaField('navigate_screen')
  navigateScreen!: string | null;

  @MetaEnumField(FlowButtonIcon, 'icon', 'What is drawn on it.')
  icon!: string | null;
}
