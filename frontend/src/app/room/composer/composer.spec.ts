import { inputBinding, outputBinding, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { LIMITS } from '@contract/limits';
import { Composer } from './composer';
import { ALA, roomOf } from '../room.test-kit';

describe('Composer', () => {
  let sent: string[];
  let told: boolean[];
  let takes: boolean;
  let fixture: ComponentFixture<Composer>;

  async function render(): Promise<HTMLTextAreaElement> {
    const inputs = [inputBinding('room', signal(roomOf())), inputBinding('userId', () => ALA.id), inputBinding('send', () => send)];
    fixture = TestBed.createComponent(Composer, { bindings: [...inputs, outputBinding<boolean>('typing', (typing) => told.push(typing))] });
    await fixture.whenStable();
    return (fixture.nativeElement as HTMLElement).querySelectorAll('textarea')[0]!;
  }

  const send = (body: string): boolean => takes && sent.push(body) > 0;

  async function write(field: HTMLTextAreaElement, text: string): Promise<void> {
    field.value = text;
    field.dispatchEvent(new Event('input'));
    await fixture.whenStable();
  }

  function enter(field: HTMLTextAreaElement, init: KeyboardEventInit = {}): boolean {
    return field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', cancelable: true, ...init }));
  }

  beforeEach(() => {
    localStorage.clear();
    sent = [];
    told = [];
    takes = true;
  });

  it('is named after its room', async () => {
    expect((await render()).getAttribute('aria-label')).toBe('Message Kitchen');
  });

  it('sends with Enter, without blank lines around, and is empty then', async () => {
    const field = await render();
    await write(field, '\n  hello \n');

    enter(field);

    expect(sent).toEqual(['  hello ']);
    expect(field.value).toBe('');
  });

  it.each([{ shiftKey: true }, { isComposing: true }])('leaves Enter alone with %j', async (init) => {
    const field = await render();
    await write(field, 'hello');

    const allowed = enter(field, init);

    expect(allowed).toBe(true);
    expect(sent).toEqual([]);
  });

  it('sends nothing that is empty or too long', async () => {
    const field = await render();
    for (const text of ['   ', 'x'.repeat(LIMITS.messageLength + 1)]) {
      await write(field, text);
      enter(field);
    }

    expect(sent).toEqual([]);
  });

  it('keeps the text and says so when too much waits already', async () => {
    takes = false;
    const field = await render();
    await write(field, 'one too many');

    enter(field);
    await fixture.whenStable();

    expect(field.value).toBe('one too many');
    expect((fixture.nativeElement as HTMLElement).querySelector('[role=alert]')?.textContent).toContain('Too much is waiting');
  });

  it('counts down near the limit, in code points', async () => {
    const field = await render();

    await write(field, '😀'.repeat(LIMITS.messageLength - 7));

    expect((fixture.nativeElement as HTMLElement).textContent).toContain('7 characters left');
  });

  it('keeps a draft per room until it is sent', async () => {
    await write(await render(), 'half a thought');
    fixture.destroy();

    const again = await render();
    expect(again.value).toBe('half a thought');
    enter(again);
    fixture.destroy();

    expect((await render()).value).toBe('');
  });

  it('tells that somebody writes, and that they stopped', async () => {
    const field = await render();

    await write(field, 'h');
    await write(field, '');

    expect(told).toEqual([true, false]);
  });
});
