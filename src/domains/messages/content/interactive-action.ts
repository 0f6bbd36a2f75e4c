import { createUnionType, Field, ObjectType } from 'type-graphql';
import type { JsonObject } from '../../../common/json';
import { JsonScalar } from '../../graphql/scalars';
import { make, text } from '../read';
import {
  AddressMessageAction,
  addressMessageActionOf,
  CtaUrlAction,
  ctaUrlActionOf,
  FlowMessageAction,
  flowMessageActionOf,
  VoiceCallAction,
  voiceCallActionOf,
} from './interactive-calls-to-action';
import { CarouselAction, carouselActionOf } from './interactive-carousel';
import { ListAction, listActionOf, ReplyButtonsAction, replyButtonsOf } from './interactive-choices';
import {
  OrderDetailsAction,
  OrderStatusAction,
  orderDetailsActionOf,
  orderStatusActionOf,
} from './interactive-orders';
import {
  CatalogMessageAction,
  catalogMessageActionOf,
  ProductAction,
  ProductListAction,
  productActionOf,
  productListActionOf,
} from './interactive-products';

@ObjectType({
  simpleResolvers: true,
  description:
    'An action without anything to say about it (a request for the location, the phone number or to call), or one that this schema does not know.',
})
export class OtherAction {
  @Field(() => String, { nullable: true, description: "The action's name, where it has one." })
  name!: string | null;

  @Field(() => JsonScalar, { description: 'The action as it was sent.' })
  raw!: JsonObject;
}

export const InteractiveAction = createUnionType({
  name: 'InteractiveAction',
  description: 'What an interactive message has to tap.',
  types: () =>
    [
      ReplyButtonsAction,
      ListAction,
      CtaUrlAction,
      FlowMessageAction,
      ProductAction,
      ProductListAction,
      CatalogMessageAction,
      CarouselAction,
      OrderDetailsAction,
      OrderStatusAction,
      AddressMessageAction,
      VoiceCallAction,
      OtherAction,
    ] as const,
});

type ActionReader = (action: JsonObject, phoneNumberId: string | null) => typeof InteractiveAction;

const READERS: ReadonlyMap<string, ActionReader> = new Map<string, ActionReader>([
  ['button', (action) => make(ReplyButtonsAction, { buttons: replyButtonsOf(action) })],
  ['list', listActionOf],
  ['cta_url', ctaUrlActionOf],
  ['flow', flowMessageActionOf],
  ['product', productActionOf],
  ['product_list', productListActionOf],
  ['catalog_message', catalogMessageActionOf],
  ['carousel', carouselActionOf],
  ['order_details', orderDetailsActionOf],
  ['order_status', orderStatusActionOf],
  ['address_message', addressMessageActionOf],
  ['voice_call', voiceCallActionOf],
]);

/** Reads the action of an interactive message of a type. */
export function interactiveActionOf(
  type: string,
  action: JsonObject,
  phoneNumberId: string | null,
): typeof InteractiveAction {
  return (
    READERS.get(type)?.(action, phoneNumberId) ?? make(OtherAction, { name: text(action.name), raw: action })
  );
}
