import { isIP } from 'node:net';
import { z } from 'zod';
import { ProxyTrust } from '../../identity/proxy-trust.ts';

const HOST_NAME = /^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/iu;
const NOT_A_HOST = 'no address to listen on; 127.0.0.1 is this machine alone, 0.0.0.0 the network, or give one of its addresses or names';

/** What may stand in a variable of each kind; a fault says what to write instead. */
export const wholeNumber = (least: number, most: number) =>
  z.string().trim().regex(/^\d+$/u, 'expected a whole number').transform(Number).pipe(z.int().min(least).max(most));

export const flag = z.enum(['on', 'off']).transform((value) => value === 'on');

/** IPv6 also in brackets, as it stands in a URL. */
export const host = z
  .string()
  .trim()
  .transform((value) => /^\[(.*)\]$/u.exec(value)?.[1] ?? value)
  .refine((value) => isIP(value) !== 0 || HOST_NAME.test(value), NOT_A_HOST);

/** A shell puts the home folder for ~ and takes quotes away; a file of variables does neither. */
export const folder = z
  .string()
  .refine((value) => !value.startsWith('~'), 'nobody replaces ~ here; write the whole path')
  .refine((value) => value === value.trim(), 'begins or ends with a blank or a line end; take it away')
  .refine((value) => !/^["']|["']$/u.test(value), 'is in quotes; take them away');

/** As a browser writes them: scheme, host, and a port that is not the scheme's own. */
export const originList = z.string().transform((value, context) => entriesOf(value).flatMap((entry) => {
  const origin = originOf(entry);
  if (origin === null) context.addIssue({ code: 'custom', message: `${JSON.stringify(entry)} is no origin; write it like https://chat.example.org` });
  return origin ?? [];
}));

export const proxies = z.string().superRefine((value, context) => {
  try {
    ProxyTrust.parse(value);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof RangeError ? error.message : String(error) });
  }
});

function entriesOf(list: string): string[] {
  return list.split(',').map((entry) => entry.trim()).filter((entry) => entry !== '');
}

function originOf(entry: string): string | null {
  if (!/^https?:\/\/[^/?#@\s]+\/?$/iu.test(entry) || !URL.canParse(entry)) return null;
  return new URL(entry).origin;
}
