import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../graphql/scalars';

@ObjectType({
  simpleResolvers: true,
  description: "Whether anything may be sent to a customer now (Meta's customer service window).",
})
export class ServiceWindow {
  @Field(() => Boolean, { description: "Whether it is open now, by the gateway's clock." })
  isOpen!: boolean;

  @Field(() => DateTimeScalar, {
    description: "When it closes, or closed: 24 hours after what opened it, by Meta's clock.",
  })
  openUntil!: Date;
}

@ObjectType({
  simpleResolvers: true,
  description: "Whether messages to a customer are free now (Meta's free entry point).",
})
export class FreeEntryPointWindow {
  @Field(() => Boolean, { description: "Whether it is open now, by the gateway's clock." })
  isOpen!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it ends, or ended.' })
  openUntil!: Date;
}

/** A window as it stands now. */
export function windowUntil<T extends ServiceWindow | FreeEntryPointWindow>(
  type: new () => T,
  openUntil: Date,
): T {
  return Object.assign(new type(), { isOpen: openUntil.getTime() > Date.now(), openUntil });
}
