const ONLY = new RegExp('^(?:\\p{RGI_Emoji}\\s*){1,6}$', 'v');
const LONGEST = 120;

/** A few emoji and nothing else: they are shown large. */
export function isEmojiOnly(text: string): boolean {
  return text.length <= LONGEST && ONLY.test(text.trim());
}
