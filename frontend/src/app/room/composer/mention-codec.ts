/** Between the text that is written, with names, and the one that is sent, with ids. */
export interface MentionCodec {
  encode(text: string): string;
  decode(body: string): string;
}

/** Where nobody was mentioned. */
export const AS_WRITTEN: MentionCodec = { encode: (text) => text, decode: (body) => body };
