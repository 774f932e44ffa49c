import fc from 'fast-check';
import { SeenRanges } from './seen-ranges';

describe('SeenRanges', () => {
  it('reads what follows on what was read', () => {
    const seen = new SeenRanges();
    seen.see({ first: 5, last: 9 });

    expect([seen.readUpTo(4), seen.readUpTo(6), seen.readUpTo(9), seen.readUpTo(2)]).toEqual([9, 9, 9, 2]);
  });

  it('takes what was walked past for seen', () => {
    const seen = new SeenRanges();
    seen.see({ first: 5, last: 9 });
    seen.see({ first: 40, last: 49 });

    expect(seen.readUpTo(4)).toBe(49);
  });

  it('does not take what was jumped over for seen, until it has been', () => {
    const seen = new SeenRanges();
    seen.see({ first: 5, last: 9 });
    seen.jump();
    seen.see({ first: 90, last: 99 });
    expect(seen.readUpTo(4)).toBe(9);

    seen.jump();
    seen.see({ first: 10, last: 20 });
    seen.see({ first: 80, last: 89 });

    expect(seen.readUpTo(4)).toBe(99);
  });

  it('reads up to the first one that was never seen, whatever the course', () => {
    const look = fc.record({ first: fc.integer({ min: 1, max: 60 }), size: fc.integer({ min: 0, max: 9 }) });
    fc.assert(
      fc.property(fc.array(look, { maxLength: 30 }), fc.integer({ min: 0, max: 60 }), (looks, position) => {
        const seen = new SeenRanges();
        const ordinals = new Set<number>();
        for (const { first, size } of looks) {
          seen.jump();
          seen.see({ first, last: first + size });
          for (let ordinal = first; ordinal <= first + size; ordinal++) ordinals.add(ordinal);
        }

        let expected = position;
        while (ordinals.has(expected + 1)) expected++;

        expect(seen.readUpTo(position)).toBe(expected);
      }),
    );
  });
});
