import { wishOf } from './shortcuts';

function pressed(init: KeyboardEventInit, element = 'div'): KeyboardEvent {
  const event = new KeyboardEvent('keydown', init);
  document.createElement(element).dispatchEvent(event);
  return event;
}

describe('the keys of the page', () => {
  it.each([
    ['л', 'KeyK'],
    ['κ', 'KeyK'],
    ['K', 'KeyK'],
    ['k', 'KeyV'],
  ])('find by Control with %s on the key %s, whatever alphabet it writes', (key, code) => {
    expect(wishOf(pressed({ ctrlKey: true, key, code }), false)).toBe('find');
  });

  it('search by Control with F', () => {
    expect(wishOf(pressed({ ctrlKey: true, key: 'f', code: 'KeyF' }), false)).toBe('search');
  });

  it('go by what a Latin key writes, not by where it stands', () => {
    expect(wishOf(pressed({ ctrlKey: true, key: 't', code: 'KeyK' }), false)).toBeNull();
  });

  it('leave Control and the letters to the text on a Mac, where Command finds', () => {
    expect(wishOf(pressed({ ctrlKey: true, key: 'k', code: 'KeyK' }, 'textarea'), true)).toBeNull();
    expect(wishOf(pressed({ metaKey: true, key: 'k', code: 'KeyK' }, 'textarea'), true)).toBe('find');
  });

  it('leave Option and the arrows to the text on a Mac, and walk elsewhere', () => {
    const down = { altKey: true, key: 'ArrowDown' };

    expect(wishOf(pressed(down, 'textarea'), true)).toBeNull();
    expect(wishOf(pressed(down), true)).toBe('next');
    expect(wishOf(pressed(down, 'textarea'), false)).toBe('next');
  });

  it('leave the arrows to a list that they open', () => {
    expect(wishOf(pressed({ altKey: true, key: 'ArrowDown' }, 'select'), false)).toBeNull();
  });

  it('say nothing of a question mark that is being written', () => {
    expect(wishOf(pressed({ key: '?' }, 'input'), false)).toBeNull();
    expect(wishOf(pressed({ key: '?' }), false)).toBe('keys');
  });
});
