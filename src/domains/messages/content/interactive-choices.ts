import { Field, ID, ObjectType } from 'type-graphql';
import { type JsonObject, objectOf, objectsOf } from '../../../common/json';
import { make, text } from '../read';

@ObjectType({ simpleResolvers: true, description: 'A button that answers for the customer.' })
export class ReplyButton {
  @Field(() => ID, { nullable: true, description: 'What the answer will name it by.' })
  id!: string | null;

  @Field(() => String, { nullable: true, description: 'The label; up to 20 characters.' })
  title!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Up to three reply buttons.' })
export class ReplyButtonsAction {
  @Field(() => [ReplyButton], { description: 'The buttons.' })
  buttons!: ReplyButton[];
}

@ObjectType({ simpleResolvers: true, description: 'A row of a list.' })
export class ListRow {
  @Field(() => ID, { nullable: true, description: 'What the answer will name it by.' })
  id!: string | null;

  @Field(() => String, { nullable: true, description: 'The title; up to 24 characters.' })
  title!: string | null;

  @Field(() => String, { nullable: true, description: 'More about it; up to 72 characters.' })
  description!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A section of a list.' })
export class ListSection {
  @Field(() => String, { nullable: true, description: 'The title; up to 24 characters.' })
  title!: string | null;

  @Field(() => [ListRow], { description: 'The rows.' })
  rows!: ListRow[];
}

@ObjectType({ simpleResolvers: true, description: 'A list to choose from.' })
export class ListAction {
  @Field(() => String, { nullable: true, description: 'Label of the button that opens the list.' })
  buttonText!: string | null;

  @Field(() => [ListSection], { description: 'The sections, with up to ten rows in all.' })
  sections!: ListSection[];
}

/** Reads reply buttons: `{reply: {id, title}}`, on cards `{quick_reply: {…}}`. */
export function replyButtonsOf(action: JsonObject): ReplyButton[] {
  return objectsOf(action.buttons).map((button) => {
    const { id, title } = objectOf(button.reply ?? button.quick_reply);
    return make(ReplyButton, { id: text(id), title: text(title) });
  });
}

export function listActionOf(action: JsonObject): ListAction {
  return make(ListAction, {
    buttonText: text(action.button),
    sections: objectsOf(action.sections).map((section) =>
      make(ListSection, {
        title: text(section.title),
        rows: objectsOf(section.rows).map((row) =>
          make(ListRow, { id: text(row.id), title: text(row.title), description: text(row.description) }),
        ),
      }),
    ),
  });
}
