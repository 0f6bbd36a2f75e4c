import { Field } from 'type-graphql';
import type { JsonValue } from '../../common/json';
import { type OpenEnum, readOpenEnum } from '../../planner/open-enum';
import { text } from './read';

/** Declares an open enum's field and its raw sibling (`status` and `statusRaw`) on a type made of a payload. */
export function OpenEnumField(members: OpenEnum, metaName: string, description: string): PropertyDecorator {
  return (prototype, key) => {
    Field(() => members, { nullable: true, description })(prototype, key);
    Field(() => String, {
      nullable: true,
      description: `\`${metaName}\` exactly as Meta sent it, for values that \`${String(key)}\` does not know yet.`,
    })(prototype, `${String(key)}Raw`);
  };
}

/** Reads a value of an open enum; null when Meta sent none. */
export function enumValue(members: OpenEnum, value: JsonValue | undefined): string | null {
  return text(value) === null ? null : readOpenEnum(members)(value ?? null);
}
