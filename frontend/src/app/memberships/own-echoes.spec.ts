import { OwnEchoes } from './own-echoes';

describe('OwnEchoes', () => {
  it('knows again what was told before the last, for a while', () => {
    const echoes = new OwnEchoes();
    echoes.told('soup', 0);
    echoes.told('', 100);

    expect([echoes.has('soup', 200), echoes.has('', 200), echoes.has('bread', 200)]).toEqual([true, false, false]);
    expect(echoes.has('soup', 20_000)).toBe(false);
  });

  it('takes for the state of things what was told last, however often it was told before', () => {
    const echoes = new OwnEchoes();
    ['soup', '', 'soup'].forEach((body, at) => echoes.told(body, at));

    expect([echoes.has('soup', 10), echoes.has('', 10)]).toEqual([false, true]);
  });
});
