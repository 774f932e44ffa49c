import { LIMITS } from '../contract/limits.ts';
import { encodeEvents } from '../wire/packets/events-packet.ts';
import type { Publication } from '../room-threads/protocol.ts';
import { RecentEvents } from './recent-events.ts';

function publication(first: number, last: number, epoch = 'e'): Publication {
  const seqs = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const encodedEvents = seqs.map((seq) => JSON.stringify({ seq, at: 0, type: 'member.joined', author: { id: 'a', name: 'A' } }));
  return { roomId: 'r', epoch, first, last, frame: encodeEvents({ roomId: 'r', epoch, encodedEvents }), notable: [] };
}

const seqsAfter = (recent: RecentEvents, seq: number, limit = 100) => recent.after({ epoch: 'e', seq }, limit)?.map((event) => event.seq) ?? null;

describe('RecentEvents', () => {
  it('answers from memory what memory holds', () => {
    const recent = new RecentEvents();
    recent.add(publication(5, 7));
    recent.add(publication(8, 8));

    expect(seqsAfter(recent, 4)).toEqual([5, 6, 7, 8]);
    expect(seqsAfter(recent, 6)).toEqual([7, 8]);
    expect(seqsAfter(recent, 8)).toEqual([]);
    expect(seqsAfter(recent, 4, 2)).toEqual([5, 6]);
  });

  it('does not pretend to know more than it holds', () => {
    const recent = new RecentEvents();
    expect(seqsAfter(recent, 0)).toBeNull();

    recent.add(publication(5, 7));

    expect(seqsAfter(recent, 3)).toBeNull();
    expect(seqsAfter(recent, 8)).toBeNull();
    expect(recent.after({ epoch: 'other', seq: 6 }, 10)).toBeNull();
  });

  it('starts anew after a hole', () => {
    const recent = new RecentEvents();
    recent.add(publication(5, 7));

    recent.add(publication(9, 9));

    expect(seqsAfter(recent, 7)).toBeNull();
    expect(seqsAfter(recent, 8)).toEqual([9]);
  });

  it('lets the oldest go beyond its bound', () => {
    const recent = new RecentEvents();

    for (let block = 0; block < 300; block++) recent.add(publication(block * 100 + 1, block * 100 + 100));

    expect(seqsAfter(recent, 0)).toBeNull();
    expect(seqsAfter(recent, 29_990)).toHaveLength(10);
  });

  it('answers no more than a page holds', () => {
    const recent = new RecentEvents();
    for (let block = 0; block < 100; block++) recent.add(publication(block * 100 + 1, block * 100 + 100));

    const page = recent.after({ epoch: 'e', seq: 0 }, 100_000) ?? [];

    expect(page[0]?.seq).toBe(1);
    expect(JSON.stringify(page).length).toBeLessThan(LIMITS.pageBytes);
    expect(page.length).toBeGreaterThan(1_000);
  });
});
