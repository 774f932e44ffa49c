/** Apart from one another, and none of them muddy in the light or the dark. */
const HUES = [256, 150, 40, 320, 80, 200, 12, 285, 170, 60, 232, 345, 125, 302, 218, 25] as const;

/** The same colour for the same id on every page. */
export function hueOf(id: string): number {
  let hash = 2_166_136_261;
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 16_777_619);
  }
  return HUES[mixed(hash) % HUES.length] ?? HUES[0];
}

/** Neighbouring ids would get neighbouring colours without it (the last step of MurmurHash3). */
function mixed(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return ends.map((word) => Array.from(word ?? '')[0] ?? '').join('').toLocaleUpperCase();
}
