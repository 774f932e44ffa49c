import { type Observable, defer, firstValueFrom, of, throwError } from 'rxjs';
import { CommandError, type FailureCode } from './command-error';
import { retryPassing } from './retry-passing';

describe('retryPassing', () => {
  let tries: number;

  /** Fails so often with this, then answers. */
  function failing(times: number, code: FailureCode, retryAfterMs?: number): Observable<string> {
    tries = 0;
    return defer(() => {
      tries += 1;
      return tries <= times ? throwError(() => new CommandError(code, code, { retryAfterMs })) : of('answer');
    });
  }

  it('asks again while the failure says that it passes', async () => {
    expect(await firstValueFrom(failing(3, 'BUSY', 1).pipe(retryPassing()))).toBe('answer');
    expect(tries).toBe(4);
  });

  it('takes whatever says when to come back for passing', async () => {
    expect(await firstValueFrom(failing(1, 'STORAGE_FAILED', 1).pipe(retryPassing()))).toBe('answer');
  });

  it.each(['FORBIDDEN', 'STORAGE_FAILED', 'INTERNAL', 'SIGN_IN_AGAIN', 'NOT_THIS_SERVER', 'UNAUTHENTICATED'] as const)('asks once where %s came', async (code) => {
    await expect(firstValueFrom(failing(1, code).pipe(retryPassing()))).rejects.toMatchObject({ code });
    expect(tries).toBe(1);
  });

  it('tells what it waits for, and waits for a connection as it is told to', async () => {
    const waited: string[] = [];

    await firstValueFrom(failing(1, 'OFFLINE').pipe(retryPassing({ waiting: ({ code }) => waited.push(code), offline: () => of('back') })));

    expect(waited).toEqual(['OFFLINE']);
  });
});
