import fc from 'fast-check';
import { bodyOf } from './message-body';

describe('the body of a message', () => {
  it.each([
    ['    if x:\n        y', '    if x:\n        y'],
    ['\tone\r\n\ttwo', '\tone\r\n\ttwo'],
    ['\n \t\r\n  one\n\ntwo  \n\n \n', '  one\n\ntwo  '],
    [' \n\t', ''],
    ['', ''],
  ])('of %j is %j', (text, body) => {
    expect(bodyOf(text)).toBe(body);
  });

  it('is part of what was written, is blank only where that was, and stays the same when taken again', () => {
    const line = fc.constantFrom('', ' ', '\t', '\r', 'a', '  b ', 'ż');
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n');
        const body = bodyOf(text);

        expect(text).toContain(body);
        expect(body === '').toBe(text.trim() === '');
        expect(bodyOf(body)).toBe(body);
      }),
    );
  });
});
