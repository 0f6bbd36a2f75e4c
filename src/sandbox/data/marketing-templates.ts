import {
  body,
  buttons,
  copyCode,
  footer,
  link,
  mediaHeader,
  namedBody,
  quickReply,
  type TemplateDraft,
  textHeader,
} from './template-parts';

function card(text: string) {
  return {
    components: [
      mediaHeader('IMAGE'),
      body(text, '20%'),
      buttons(quickReply('Tell me more'), link('Buy now', 'https://shop.example/p/{{1}}')),
    ],
  };
}

export const MARKETING_TEMPLATES: readonly TemplateDraft[] = [
  {
    name: 'summer_sale',
    category: 'MARKETING',
    components: [
      mediaHeader('IMAGE'),
      body('Hi {{1}}, our summer sale is on: {{2}} off everything for two days.', 'Jessica', '25%'),
      footer('Not interested? Tap Stop promotions'),
      buttons(
        link('Shop now', 'https://shop.example/sale?c={{1}}'),
        copyCode('SUMMER25'),
        quickReply('Stop promotions'),
      ),
    ],
  },
  {
    name: 'product_launch_video',
    category: 'MARKETING',
    components: [mediaHeader('VIDEO'), body('Meet the new {{1}} before anybody else does.', 'trail jacket')],
    more: { message_send_ttl_seconds: 43_200 },
  },
  {
    name: 'seasonal_catalog',
    category: 'MARKETING',
    components: [
      body('Our new collection is here. Have a look around, {{1}}, and order in the chat.', 'Jessica'),
      buttons({ type: 'CATALOG', text: 'View catalog' }),
    ],
  },
  {
    name: 'picked_for_you',
    category: 'MARKETING',
    components: [
      textHeader('Picked for {{1}}', 'Jessica'),
      body('We think that you will like these: all below {{1}} this week.', 'USD 50'),
      buttons({ type: 'MPM', text: 'View items' }),
    ],
  },
  {
    name: 'product_of_the_day',
    category: 'MARKETING',
    components: [
      { type: 'HEADER', format: 'PRODUCT' },
      body('One product, one day, one price for {{1}} only.', 'Jessica'),
      buttons({ type: 'SPM', text: 'View' }),
    ],
  },
  {
    name: 'spring_carousel',
    category: 'MARKETING',
    components: [
      body('Spring is here, {{1}}! Three things to start it with.', 'Jessica'),
      {
        type: 'CAROUSEL',
        cards: [card('Boots, {{1}} off'), card('Tents, {{1}} off'), card('Packs, {{1}} off')],
      },
    ],
  },
  {
    name: 'flash_offer',
    category: 'MARKETING',
    components: [
      mediaHeader('IMAGE'),
      { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Expiring soon!', has_expiration: true } },
      body('Good news, {{1}}! Use the code below and get {{2}} off.', 'Pablo', '25%'),
      buttons(copyCode('CARIBE25'), link('Book now', 'https://shop.example/offers?code={{1}}')),
    ],
  },
  {
    name: 'newsletter_welcome',
    category: 'MARKETING',
    components: [
      namedBody('Welcome {{first_name}}! From now on you get the news of {{store}} once a month.', {
        first_name: 'Jessica',
        store: 'our Seattle store',
      }),
      buttons(quickReply('Stop promotions')),
    ],
    more: { parameter_format: 'NAMED', cta_url_link_tracking_opted_out: true },
  },
  {
    name: 'loyalty_points',
    category: 'MARKETING',
    components: [
      body('You have {{1}} points. They are good until {{2}}, so treat yourself.', '1,250', '31 December'),
    ],
    more: { previous_category: 'UTILITY' },
  },
];
