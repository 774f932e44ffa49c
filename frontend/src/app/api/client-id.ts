/** `crypto.randomUUID` exists only in secure contexts; a server on a home network is plain http. */
export function newClientId(): string {
  return typeof crypto.randomUUID === 'function' ? crypto.randomUUID() : fromRandomValues();
}

export function fromRandomValues(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
