import { z } from 'zod';
import { LIMITS } from '../../contract/limits.ts';
import { nameFault, tidyName, topicFault } from '../names.ts';

/** Marks a fault as one of size, which the wire calls TOO_LARGE. */
export const TOO_LARGE = { tooLarge: true } as const;

/** A string of at most so many code points, without lone surrogates: they could not be stored as UTF-8. */
export function text(most: number) {
  return z
    .string()
    .refine((value) => codePoints(value, most) <= most, { error: `must have at most ${most} characters`, params: TOO_LARGE, abort: true })
    .refine((value) => value.isWellFormed(), { error: 'must be well-formed Unicode', abort: true })
    .meta({ maxLength: most });
}

/** A name of a person or a room, tidied. */
export function name(most: number) {
  return tidied(most, nameFault);
}

/** One line, as strict as a name, or nothing. */
export const topic = tidied(LIMITS.topicLength, topicFault);

/** A message, exactly as it was written. NUL is no text: stores cut it or refuse it. */
export const body = text(LIMITS.messageLength)
  .refine((value) => value.trim() !== '', 'must not be empty')
  .refine((value) => !value.includes('\0'), 'must not contain NUL');

/** As it stands in the field; nothing, where there is none. */
export const draft = text(LIMITS.draftLength).refine((value) => !value.includes('\0'), 'must not contain NUL');

function tidied(most: number, faultOf: (value: string) => string | null) {
  return text(most)
    .transform(tidyName)
    .superRefine((value, context) => {
      const fault = faultOf(value);
      if (fault !== null) context.addIssue({ code: 'custom', message: fault });
    });
}

/** One emoji, as Unicode recommends it for general interchange: with its skin tone and joiners, without anything else. */
export const emoji = text(LIMITS.emojiLength).regex(/^\p{RGI_Emoji}$/v, 'must be one emoji');

export const id = z.string().min(1).max(LIMITS.idLength);

/** Counts no further than it has to: a string has at least half as many code points as units. */
function codePoints(value: string, most: number): number {
  return value.length > most * 2 ? most + 1 : [...value].length;
}
