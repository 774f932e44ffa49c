const HEADER_BYTES = 8;
const MOST_BODY_BYTES = 180;

/** The record that a producer puts as its number `index`: length and content follow from the two numbers. */
export function recordOf(producer: number, index: number): Uint8Array {
  const record = new Uint8Array(HEADER_BYTES + ((index * 37 + producer * 11) % MOST_BODY_BYTES));
  new Int32Array(record.buffer, 0, 2).set([producer, index]);
  let noise = producer * 7919 + index + 1;
  for (let at = HEADER_BYTES; at < record.length; at++) {
    noise = (Math.imul(noise, 1_103_515_245) + 12_345) >>> 0;
    record[at] = noise >>> 16;
  }
  return record;
}

/** Reads producer and index back, and throws when a byte differs from what was put. */
export function identify(record: Uint8Array): { producer: number; index: number } {
  const [producer = 0, index = 0] = new Int32Array(record.slice(0, HEADER_BYTES).buffer);
  if (Buffer.compare(record, recordOf(producer, index)) !== 0) throw new Error(`record ${index} of producer ${producer} is damaged`);
  return { producer, index };
}

export function sumOf(record: Uint8Array): number {
  return record.reduce((sum, byte) => sum + byte, 0);
}
