import { DRAFTS_KEPT, draftOf, forgetDrafts, keepDraft, sweepDrafts } from './drafts';

const DAY_MS = 86_400_000;

describe('drafts', () => {
  beforeEach(() => localStorage.clear());

  it('are found again by whoever wrote them, and by nobody else', () => {
    keepDraft('half a\nthought', 'ann', 'lab');

    expect([draftOf('ann', 'lab'), draftOf('bob', 'lab'), draftOf('ann', 'kitchen')]).toEqual(['half a\nthought', '', '']);
  });

  it('go with the one who signs out, and leave those of others', () => {
    keepDraft('mine', 'ann', 'lab');
    keepDraft('yours', 'bob', 'lab');

    forgetDrafts('ann');

    expect([draftOf('ann', 'lab'), draftOf('bob', 'lab')]).toEqual(['', 'yours']);
  });

  it('are so many at most, the newest ones', () => {
    for (let count = 0; count <= DRAFTS_KEPT.number; count += 1) keepDraft(`text ${count}`, 'ann', `room ${count}`);

    expect(Object.keys(localStorage)).toHaveLength(DRAFTS_KEPT.number);
  });

  it('do not stay for ever, nor do those of which nobody knows whose they are', () => {
    localStorage.setItem('watek.draft.some-room', 'of an earlier version');
    keepDraft('mine', 'ann', 'lab');

    sweepDrafts(Date.now());
    expect(Object.keys(localStorage)).toEqual(['watek.draft.ann.lab']);
    sweepDrafts(Date.now() + DRAFTS_KEPT.days * DAY_MS + 1_000);

    expect(localStorage).toHaveLength(0);
  });
});
