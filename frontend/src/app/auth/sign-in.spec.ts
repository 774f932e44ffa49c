import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { EMPTY } from 'rxjs';
import { CHAT_SOCKET_OPTIONS } from '../connection/chat-socket';
import { CommandError } from '../api/command-error';
import { ApiClient } from '../api/api-client';
import { SignIn } from './sign-in';
import { SessionStore } from '../connection/session-store';

describe('SignIn', () => {
  let posted: unknown[];
  let answer: () => Promise<unknown>;
  let fixture: ComponentFixture<SignIn>;

  async function render(): Promise<HTMLInputElement> {
    const rest = {
      unauthenticated$: EMPTY,
      get: () => Promise.reject(new CommandError('UNAUTHENTICATED', 'no')),
      post: (_: string, body: unknown) => {
        posted.push(body);
        return answer();
      },
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: ApiClient, useValue: rest },
        { provide: CHAT_SOCKET_OPTIONS, useValue: { url: 'http://127.0.0.1:9', ackTimeoutMs: 100, connectTimeoutMs: 100 } },
      ],
    });
    fixture = TestBed.createComponent(SignIn);
    await fixture.whenStable();
    return element().querySelector('input') as HTMLInputElement;
  }

  function element(): HTMLElement {
    return fixture.nativeElement as HTMLElement;
  }

  async function enter(name: string): Promise<void> {
    const field = await render();
    field.value = name;
    field.dispatchEvent(new Event('input'));
    element().querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await fixture.whenStable();
  }

  beforeEach(() => {
    localStorage.clear();
    posted = [];
    answer = () => Promise.resolve({ user: { id: 'u1', name: 'Ala' }, expiresAt: 1 });
  });

  it('begins a session with the name, by cookie', async () => {
    await enter('  Ala ');

    expect(posted).toEqual([{ name: 'Ala', kind: 'cookie' }]);
    expect(TestBed.inject(SessionStore).user()).toEqual({ id: 'u1', name: 'Ala' });
  });

  it.each(['   ', 'x'.repeat(41)])('refuses a name that cannot be one before it asks: "%s"', async (name) => {
    await enter(name);

    expect(posted).toEqual([]);
    expect(element().querySelector('.note.bad')).not.toBeNull();
  });

  it('explains a refusal of the server at the field', async () => {
    answer = () => Promise.reject(new CommandError('RATE_LIMITED', 'slow'));

    await enter('Ala');

    expect(element().querySelector('.note')?.textContent).toContain('Too fast');
    expect(element().querySelector('input')?.getAttribute('aria-invalid')).toBe('true');
  });

  it('remembers the name for the next time', async () => {
    await enter('Ala');
    fixture.destroy();
    TestBed.resetTestingModule();

    expect((await render()).value).toBe('Ala');
  });
});
