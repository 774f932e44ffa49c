import { Typing } from './typing.ts';

const ANN = { id: 'ann', name: 'Ann' };

describe('Typing', () => {
  it('tells once that someone writes, and once that they stopped', () => {
    const typing = new Typing();

    typing.set('r', ANN, { typing: true, nowMs: 0 });
    typing.set('r', ANN, { typing: true, nowMs: 1_000 });
    expect(typing.takeChanges(1_000)).toEqual([{ roomId: 'r', people: [ANN] }]);
    expect(typing.takeChanges(1_100)).toEqual([]);

    typing.set('r', ANN, { typing: false, nowMs: 2_000 });
    expect(typing.takeChanges(2_000)).toEqual([{ roomId: 'r', people: [] }]);
  });

  it('forgets who fell silent', () => {
    const typing = new Typing();
    typing.set('r', ANN, { typing: true, nowMs: 0 });
    typing.takeChanges(0);

    expect(typing.takeChanges(5_999)).toEqual([]);
    expect(typing.takeChanges(6_000)).toEqual([{ roomId: 'r', people: [] }]);
  });
});
