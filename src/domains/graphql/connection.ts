import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';

/** Which page of a list: forward with `first` and `after`, backward with `last` and `before`. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description:
      'How many items from the start, or after `after`. 1 to 100; 25 when neither `first` nor `last` is given.',
  })
  first?: number;

  @Field(() => String, {
    nullable: true,
    description: 'Only items after this cursor (`pageInfo.endCursor` of the page before).',
  })
  after?: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many items before `before`, or from the end. 1 to 100. In lists that Meta keeps, such as templates, which have ' +
      'no known end, it needs `before`.',
  })
  last?: number;

  @Field(() => String, {
    nullable: true,
    description: 'Only items before this cursor (`pageInfo.startCursor` of the page after).',
  })
  before?: string;
}

@ObjectType({ simpleResolvers: true, description: 'Where a page stands in its list (Relay).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after `endCursor`.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there is more before `startCursor`.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null for an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last item; null for an empty page.' })
  endCursor!: string | null;
}

/** What the resolvers of a connection return. */
export interface Connection<T> {
  readonly nodes: T[];
  readonly edges: { cursor: string; node: T }[];
  readonly pageInfo: PageInfo;
}

/**
 * Makes the connection and edge types of a node type. `plural` completes the sentence "A page of …".
 *
 * @param canFail for lists whose items are fetched one by one: an item that cannot be read is null, with an error
 */
export function connectionOf<T extends object>(
  node: () => ClassType<T>,
  name: string,
  plural: string,
  { canFail = false } = {},
) {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One place in a page of ${plural}.` })
  class Edge {
    @Field(() => String, { description: 'Where this item stands; give it as `after` or `before`.' })
    cursor!: string;

    @Field(node, {
      nullable: canFail,
      description: canFail ? 'The item; null, with an error, when it cannot be read.' : 'The item.',
    })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of ${plural}.` })
  class ConnectionType implements Connection<T> {
    @Field(() => [Edge], { description: 'The items, each with its cursor.' })
    edges!: Edge[];

    @Field(() => [node()], {
      nullable: canFail ? 'items' : false,
      description: 'The items alone, for when no cursor is needed.',
    })
    nodes!: T[];

    @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
    pageInfo!: PageInfo;
  }
  return ConnectionType;
}
