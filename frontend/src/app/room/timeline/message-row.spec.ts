import { TestBed } from '@angular/core/testing';
import { MessageRow } from './message-row';
import type { OutboxItem } from '../outbox/outbox-items';
import { ALA } from '../room.test-kit';
import type { ShownMessage } from './rows';

const MESSAGE: ShownMessage = { author: ALA, at: 1_000_000, body: 'hello', own: true, grouped: false, ordinal: 1, seq: 1, edited: false, deleted: false, id: null, pinned: false, reactions: [], replies: 0, replyTo: null, change: null, pending: null, ahead: 0 };

async function rendered(message: Partial<ShownMessage>): Promise<{ element: HTMLElement; retried: string[]; discarded: string[] }> {
  const fixture = TestBed.createComponent(MessageRow);
  const retried: string[] = [];
  const discarded: string[] = [];
  fixture.componentInstance.retry.subscribe((clientId) => retried.push(clientId));
  fixture.componentInstance.discard.subscribe((clientId) => discarded.push(clientId));
  fixture.componentRef.setInput('message', { ...MESSAGE, ...message });
  await fixture.whenStable();
  return { element: fixture.nativeElement as HTMLElement, retried, discarded };
}

function pending(more: Partial<OutboxItem>): Partial<ShownMessage> {
  return { pending: { clientId: 'c', body: 'hello', at: 0, state: 'waiting', ...more } };
}

describe('MessageRow', () => {
  it('says that an own message is stored', async () => {
    const { element } = await rendered({});

    expect(element.querySelector('[role=img]')?.getAttribute('aria-label')).toBe('stored');
  });

  it('says nothing about the messages of others', async () => {
    expect((await rendered({ own: false })).element.querySelector('.state')).toBeNull();
  });

  it.each([
    [pending({ state: 'sending' }), 'sending'],
    [pending({ reason: 'OFFLINE' }), 'waiting for connection'],
    [pending({ reason: 'BUSY' }), 'waiting'],
    [pending({ reason: 'BUSY', wait: { ahead: 1, retryAfterMs: 250 } }), 'waiting, 1 before you, about 0.3 sec'],
    [pending({ reason: 'BUSY', wait: { ahead: 32, retryAfterMs: 600 } }), 'waiting, 32 before you, about 0.6 sec'],
    [{ ...pending({}), ahead: 3 }, 'waiting, 3 ahead'],
    [pending({ state: 'failed', reason: 'TOO_LARGE' }), 'failed: This is too long.'],
  ])('says what becomes of a pending one: %#', async (message, words) => {
    const { element } = await rendered(message);

    expect(element.querySelector('.state')?.textContent).toContain(words);
    expect(element.querySelector('[role=img]')).toBeNull();
  });

  it('offers to retry or to delete what failed', async () => {
    const { element, retried, discarded } = await rendered(pending({ state: 'failed', reason: 'FORBIDDEN' }));

    element.querySelectorAll('button').forEach((button) => button.click());

    expect([retried, discarded]).toEqual([['c'], ['c']]);
  });

  it('shows markup as the text it is', async () => {
    const { element } = await rendered({ body: '<img src=x onerror=alert(1)>\n<b>bold</b>' });

    expect(element.querySelector('.body')?.textContent).toBe('<img src=x onerror=alert(1)>\n<b>bold</b>');
    expect(element.querySelector('img, .body b')).toBeNull();
  });
});
