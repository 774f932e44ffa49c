import { agreedDraft } from './agreed-draft';

const sides = { base: 'a', mine: 'a', theirs: 'a', writing: false };

describe('a draft on several devices', () => {
  it('is told where it was changed here', () => {
    expect(agreedDraft({ ...sides, mine: 'ab' })).toEqual({ text: 'ab', base: 'a', tell: true });
    expect(agreedDraft({ ...sides, mine: '' })).toEqual({ text: '', base: 'a', tell: true });
  });

  it('is taken over where it was changed there, or sent', () => {
    expect(agreedDraft({ ...sides, theirs: 'ac' })).toEqual({ text: 'ac', base: 'ac', tell: false });
    expect(agreedDraft({ ...sides, theirs: '' })).toEqual({ text: '', base: '', tell: false });
  });

  it('is not taken from under the hands of who writes', () => {
    expect(agreedDraft({ ...sides, theirs: 'ac', writing: true })).toEqual({ text: 'a', base: 'a', tell: false });
    expect(agreedDraft({ ...sides, mine: 'ab', theirs: 'ac', writing: true })).toEqual({ text: 'ab', base: 'ac', tell: true });
  });

  it('loses nothing where both were changed without knowing of each other', () => {
    expect(agreedDraft({ ...sides, mine: 'ab', theirs: 'ac' })).toEqual({ text: 'ac\n\nab', base: 'ac', tell: true });
    expect(agreedDraft({ ...sides, mine: 'abc', theirs: 'ab' })).toEqual({ text: 'abc', base: 'ab', tell: true });
    expect(agreedDraft({ ...sides, mine: '', theirs: 'ac' })).toEqual({ text: 'ac', base: 'ac', tell: false });
    expect(agreedDraft({ ...sides, mine: 'ab', theirs: '' })).toEqual({ text: 'ab', base: '', tell: true });
  });

  it('needs no word where both are the same', () => {
    expect(agreedDraft({ ...sides, mine: 'b', theirs: 'b' })).toEqual({ text: 'b', base: 'b', tell: false });
  });
});
