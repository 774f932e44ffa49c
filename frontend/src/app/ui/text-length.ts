/** In code points, as the wire's limits count. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
