/** What a hash costs. */
export interface Argon2Cost {
  memoryKib: number;
  passes: number;
  lanes: number;
}

export interface PhcHash extends Argon2Cost {
  salt: Buffer;
  tag: Buffer;
}

/** Version 0x13 of the algorithm, in decimal. */
const FORMAT = /^\$argon2id\$v=19\$m=(\d{1,9}),t=(\d{1,6}),p=(\d{1,3})\$([A-Za-z\d+/]{11,64})\$([A-Za-z\d+/]{16,128})$/u;

/** https://github.com/P-H-C/phc-string-format: base64 without padding. */
export function formatPhc({ memoryKib, passes, lanes, salt, tag }: PhcHash): string {
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$${encoded(salt)}$${encoded(tag)}`;
}

/** Throws on what is no hash of ours; the message holds nothing of it. */
export function parsePhc(text: string): PhcHash {
  const [, memory, passes, lanes, salt, tag] = FORMAT.exec(text) ?? [];
  if (salt === undefined || tag === undefined) throw new Error('A stored password is in no form that this version knows.');
  return { memoryKib: Number(memory), passes: Number(passes), lanes: Number(lanes), salt: Buffer.from(salt, 'base64'), tag: Buffer.from(tag, 'base64') };
}

function encoded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/u, '');
}
