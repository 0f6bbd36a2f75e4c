const EMOJI =
  /\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|\p{Emoji}\uFE0F|(?!\p{Regional_Indicator})\p{Emoji_Presentation}|(?![©®™])\p{Extended_Pictographic}/u;

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Whether there is an emoji in a text. */
export function hasEmoji(text: string): boolean {
  return EMOJI.test(text);
}

/** Whether a text is one emoji as a reader sees it, of however many code points (families, flags, skin tones). */
export function isOneEmoji(text: string): boolean {
  const [first, second] = characters.segment(text);
  return first !== undefined && second === undefined && text.search(EMOJI) === 0;
}
