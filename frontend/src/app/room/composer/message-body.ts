/** What is sent of what was written: blanks and tabs have a meaning, blank lines around have none. */
export function bodyOf(text: string): string {
  const lines = text.split('\n');
  const first = lines.findIndex(isWritten);
  const last = lines.findLastIndex(isWritten);
  return first < 0 ? '' : lines.slice(first, last + 1).join('\n');
}

function isWritten(line: string): boolean {
  return line.trim() !== '';
}
