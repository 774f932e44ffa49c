import { FollowingIntent, type Geometry } from './following-intent';

const END: Geometry = { top: 1_000, height: 1_600, view: 600 };

describe('FollowingIntent', () => {
  function after(...scrolls: Geometry[]): (boolean | null)[] {
    const intent = new FollowingIntent();
    return scrolls.map((now) => intent.scrolled(now));
  }

  it('follows from the end on', () => {
    expect(after(END)).toEqual([true]);
  });

  it('ends with a step upwards, however small', () => {
    expect(after(END, { ...END, top: 997 })).toEqual([true, false]);
  });

  it('begins again at the end, and not before', () => {
    expect(after(END, { ...END, top: 900 }, { ...END, top: 990 }, { ...END, top: 996 })).toEqual([true, false, null, true]);
  });

  it('does not take it for the reader when the list shrinks, or the field below it grows and shrinks', () => {
    const shrunk = { top: 900, height: 1_500, view: 600 };
    const squeezed = { top: 900, height: 1_600, view: 580 };

    expect(after(END, shrunk)).toEqual([true, true]);
    expect(after(END, squeezed)).toEqual([true, null]);
  });

  it('hears the reader while the list grows', () => {
    expect(after(END, { top: 800, height: 1_640, view: 600 })).toEqual([true, false]);
  });

  it('says nothing of rows that come below', () => {
    expect(after(END, { top: 1_000, height: 1_700, view: 600 })).toEqual([true, null]);
  });
});
