import fc from 'fast-check';
import { appendOf, newRoom, posted } from '../store.test-kit.ts';
import type { FirstResult } from '../../first-result.ts';
import type { AppendResult } from '../../store.ts';
import { appendsOf, type AppendRequest, decodeAnswer, encodeAnswer, encodeAppends } from '../../append-protocol.ts';
import { decodeRequest, encodeWrite } from './protocol.ts';

describe('requests to the journal', () => {
  it('carry appends through bytes unchanged, whatever people write', () => {
    const bodies = fc.array(fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }), { maxLength: 4 });

    fc.assert(
      fc.property(bodies, (rooms) => {
        const appends = rooms.map((texts, room) => appendOf(texts.map((body, index) => posted(index + 1, { body })), `r${room}`));
        const request = decodeRequest(encodeAppends({ threadId: 7, requestId: 3, appends })) as AppendRequest;
        expect(request).toMatchObject({ kind: 'append', threadId: 7, requestId: 3 });
        expect(appendsOf(request).map((parse) => parse())).toEqual(appends);
      }),
    );
  });

  it('carry writes', () => {
    const write = { requestId: 3, method: 'createRoom', args: [newRoom({ topic: 'two\nlines' })] } as const;

    expect(decodeRequest(encodeWrite({ ...write, args: [...write.args] }))).toEqual({ kind: 'write', ...write });
  });
});

describe('answers of the journal', () => {
  const resultOf = (seq: number): FirstResult => ({ authorId: 'a', clientId: `c${seq}`, seq, ordinal: seq, at: seq, id: `m${seq}`, type: 'message.posted', content: null });
  const duplicates = (count: number): AppendResult => ({ kind: 'duplicates', first: Array.from({ length: count }, (_, seq) => resultOf(seq)) });

  it('carry the results', () => {
    const answer = { requestId: 3, results: [{ kind: 'committed' } as const, duplicates(2)] };

    expect(decodeAnswer(encodeAnswer(answer, 4_096))).toEqual(answer);
  });

  it('name only the first of very many duplicates', () => {
    const { results } = decodeAnswer(encodeAnswer({ requestId: 3, results: [duplicates(1_000), { kind: 'conflict' }] }, 4_096));

    const [first, second] = results;
    expect(first?.kind === 'duplicates' && first.first.length).toBeGreaterThan(10);
    expect(first).toMatchObject({ first: expect.arrayContaining([resultOf(0)]) as unknown });
    expect(second).toEqual({ kind: 'conflict' });
  });
});
