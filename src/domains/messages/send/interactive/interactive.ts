import { SendField, SendOneOf } from '../declare/decorators';
import { flattened } from '../declare/forms';
import { AddressMessageInput } from './address-message';
import { CtaUrlInput } from './cta-url';
import { FlowMessageInput } from './flow';
import { ListInput } from './list';
import { MediaCarouselInput } from './media-carousel';
import { OrderDetailsMessageInput } from './order-details';
import { OrderStatusMessageInput } from './order-status';
import { ProductCarouselInput } from './product-carousel';
import { CatalogMessageInput, ProductInput, ProductListInput } from './products';
import { ReplyButtonsInput } from './reply-buttons';
import { CallPermissionRequestInput, ContactInfoRequestInput, LocationRequestInput } from './requests';
import { VoiceCallInput } from './voice-call';

@SendOneOf('InteractiveInput', {
  description: 'A message that the customer can act on (`interactive`): exactly one kind. Not for groups.',
  toGraph: flattened,
})
export class InteractiveInput {
  @SendField(() => ReplyButtonsInput, { optional: true, description: 'Up to three quick replies.' })
  button?: ReplyButtonsInput | null;

  @SendField(() => ListInput, { optional: true, description: 'A list to choose from.' })
  list?: ListInput | null;

  @SendField(() => CtaUrlInput, { optional: true, description: 'A button that opens a web page.' })
  ctaUrl?: CtaUrlInput | null;

  @SendField(() => LocationRequestInput, {
    optional: true,
    meta: 'location_request_message',
    description: "A request for the customer's location.",
  })
  locationRequest?: LocationRequestInput | null;

  @SendField(() => AddressMessageInput, {
    optional: true,
    meta: 'address_message',
    description: 'A request for a delivery address.',
  })
  address?: AddressMessageInput | null;

  @SendField(() => FlowMessageInput, { optional: true, description: 'A button that opens a Flow.' })
  flow?: FlowMessageInput | null;

  @SendField(() => ProductInput, { optional: true, description: 'One product.' })
  product?: ProductInput | null;

  @SendField(() => ProductListInput, { optional: true, description: 'Several products.' })
  productList?: ProductListInput | null;

  @SendField(() => CatalogMessageInput, {
    optional: true,
    meta: 'catalog_message',
    description: 'A button that opens the catalog.',
  })
  catalog?: CatalogMessageInput | null;

  @SendField(() => MediaCarouselInput, {
    optional: true,
    meta: 'carousel',
    description: 'Cards with pictures or videos.',
  })
  mediaCarousel?: MediaCarouselInput | null;

  @SendField(() => ProductCarouselInput, {
    optional: true,
    meta: 'carousel',
    description: 'Cards with products.',
  })
  productCarousel?: ProductCarouselInput | null;

  @SendField(() => OrderDetailsMessageInput, { optional: true, description: 'An order to pay.' })
  orderDetails?: OrderDetailsMessageInput | null;

  @SendField(() => OrderStatusMessageInput, { optional: true, description: 'News of an order.' })
  orderStatus?: OrderStatusMessageInput | null;

  @SendField(() => CallPermissionRequestInput, {
    optional: true,
    description: 'A request for permission to call.',
  })
  callPermissionRequest?: CallPermissionRequestInput | null;

  @SendField(() => VoiceCallInput, { optional: true, description: 'A button that calls the business.' })
  voiceCall?: VoiceCallInput | null;

  @SendField(() => ContactInfoRequestInput, {
    optional: true,
    description: "A request for the customer's phone number.",
  })
  requestContactInfo?: ContactInfoRequestInput | null;
}
