import { tokenAt } from './token';

describe('what is being written at the caret', () => {
  const at = (text: string, caret = text.length) => {
    const token = tokenAt(text, caret);
    return token === null ? null : [token.kind, token.query, text.slice(token.start, token.end)];
  };

  it.each([
    ['@', ['person', '', '@']],
    ['hello @ja', ['person', 'ja', '@ja']],
    ['(@Jan Kow', ['person', 'Jan Kow', '@Jan Kow']],
    ['first\n@żó', ['person', 'żó', '@żó']],
    ['so :he', ['emoji', 'he', ':he']],
    [':serce', ['emoji', 'serce', ':serce']],
  ])('%j is %j', (text, expected) => {
    expect(at(text)).toEqual(expected);
  });

  it.each(['', 'mail@example', 'a @b c d', 'at 10:30', ':)', ':a', 'x:smile', '@@', '<@abc>', 'https://x'])('%j is nothing', (text) => {
    expect(at(text)).toBeNull();
  });

  it('ends at the caret, whatever stands behind it', () => {
    expect(at('@jan and others', 3)).toEqual(['person', 'ja', '@ja']);
  });
});
