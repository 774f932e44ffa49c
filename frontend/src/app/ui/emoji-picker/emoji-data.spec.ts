import { type Emoji, findEmoji } from './emoji-data';

const emoji = (char: string, name: string, words: string): Emoji => ({ emoji: char, name, words: `${name} ${words}`, group: 0, tones: [] });
const ALL = [emoji('😂', 'łzy radości', 'śmiech face with tears of joy'), emoji('👍', 'kciuk w górę', 'ok thumbs up'), emoji('🎉', 'party popper', 'impreza party'), emoji('🥳', 'party', 'face')];

describe('looking for an emoji', () => {
  it.each([
    ['kciuk', ['👍']],
    ['thumbs UP', ['👍']],
    ['ra', ['😂']],
    ['dości', []],
    ['party', ['🥳', '🎉']],
    ['', ['😂', '👍', '🎉', '🥳']],
  ])('by "%s" finds %s', (text, expected) => {
    expect(findEmoji(ALL, text).map((found) => found.emoji)).toEqual(expected);
  });
});
