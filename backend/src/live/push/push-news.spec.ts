import fc from 'fast-check';
import type { MessagePosted } from '../../contract/room-events.ts';
import { newsFor } from './push-news.ts';

const NOW = 1_000;
const ann = { userId: 'ann', readOrdinal: 0, level: 'all', mutedUntil: null } as const;

function said(ordinal: number, values: Partial<MessagePosted> = {}): MessagePosted {
  return { type: 'message.posted', seq: ordinal, ordinal, at: 1, author: { id: 'bo', name: 'Bo' }, id: `m${ordinal}`, clientId: `c${ordinal}`, body: 'text', ...values };
}

describe('what somebody is told of a room by push', () => {
  it('is the newest message', () => {
    expect(newsFor(ann, [said(1), said(2)], NOW)).toEqual({ message: said(2), isMention: false });
  });

  it('is a message that calls them, though others came after it', () => {
    const calling = said(1, { mentions: ['ann'] });

    expect(newsFor(ann, [calling, said(2)], NOW)).toEqual({ message: calling, isMention: true });
    expect(newsFor(ann, [said(1, { mentions: ['@room'] }), said(2)], NOW)?.isMention).toBe(true);
  });

  it.each([
    ['their own', ann, [said(1, { author: { id: 'ann', name: 'Ann' } })]],
    ['what they have read', { ...ann, readOrdinal: 2 }, [said(1), said(2)]],
    ['what was deleted', ann, [said(1, { body: '' })]],
    ['a room that is silent', { ...ann, level: 'none' }, [said(1, { mentions: ['ann'] })]],
    ['a room that is muted', { ...ann, mutedUntil: NOW + 1 }, [said(1, { mentions: ['ann'] })]],
    ['what does not call them where only that is wanted', { ...ann, level: 'mentions' }, [said(1, { mentions: ['cy'] })]],
    ['nothing', ann, []],
  ] as const)('is not %s', (_, target, messages) => {
    expect(newsFor(target, messages, NOW)).toBeNull();
  });

  it('is there again when a mute is over', () => {
    expect(newsFor({ ...ann, mutedUntil: NOW }, [said(1)], NOW)).not.toBeNull();
  });

  it('never is what it must not be, whatever was said', () => {
    const author = fc.constantFrom('ann', 'bo').map((id) => ({ id, name: id }));
    const message = fc.record({ author, body: fc.constantFrom('', 'text'), mentions: fc.subarray(['ann', 'cy', '@room']) });
    const target = fc.record({ userId: fc.constant('ann'), readOrdinal: fc.nat(9), level: fc.constantFrom('all', 'mentions', 'none'), mutedUntil: fc.constantFrom(null, 0, NOW + 1) } as const);

    fc.assert(
      fc.property(target, fc.array(message, { maxLength: 10 }), (reader, messages) => {
        const news = newsFor(reader, messages.map((values, index) => said(index + 1, values)), NOW);
        if (news === null) return true;
        const { message: told, isMention } = news;
        return told.author.id !== 'ann' && told.ordinal > reader.readOrdinal && told.body !== '' && reader.level !== 'none' && reader.mutedUntil !== NOW + 1 && (isMention || reader.level === 'all');
      }),
    );
  });
});
