import { ReadingPosition } from './reading-position';

const at = (scrollTop: number, more: { scrollHeight?: number; clientHeight?: number } = {}) => ({ scrollTop, scrollHeight: 1_000, clientHeight: 300, ...more });

describe('the position of the reader', () => {
  function after(...movements: ReturnType<typeof at>[]): boolean {
    const position = new ReadingPosition();
    return movements.map((movement) => position.moved(movement)).at(-1) ?? false;
  }

  it('has gone up by as little as a pixel', () => {
    expect(after(at(700), at(699))).toBe(true);
    expect(after(at(600), at(700))).toBe(false);
  });

  it.each([
    ['rows went away above', at(400, { scrollHeight: 700 })],
    ['the frame grew', at(650, { clientHeight: 350 })],
  ])('has not gone up where %s', (_, then) => {
    expect(after(at(700), then)).toBe(false);
  });

  it('is told once for each place, and never for one before', () => {
    const position = new ReadingPosition();

    expect([5, 5, 3, 6].map((ordinal) => position.isNew(ordinal))).toEqual([true, false, false, true]);
  });
});
