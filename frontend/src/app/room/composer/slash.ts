/** A command, unless a second slash says that it is meant as text. */
export function isSlashCommand(body: string): boolean {
  return /^\/[^\s/]/u.test(body);
}

/** `//foo` is the text `/foo`. */
export function withoutEscape(body: string): string {
  return /^\/\/\S/u.test(body) ? body.slice(1) : body;
}
