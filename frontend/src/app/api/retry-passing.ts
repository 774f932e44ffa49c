import { type MonoTypeOperatorFunction, type Observable, retry, throwError, timer } from 'rxjs';
import { retryMs } from './backoff';
import { CommandError } from './command-error';

export interface Retrying {
  /** Hears of every failure that is waited out. */
  waiting?: (failure: CommandError) => void;
  /** What a lost connection waits for, where the time alone does not bring it back. */
  offline?: () => Observable<unknown>;
}

/** Asks again for as long as the failure is a passing one, ever later and never all pages at once; the rest is an error. */
export function retryPassing<T>({ waiting, offline }: Retrying = {}): MonoTypeOperatorFunction<T> {
  return retry({
    delay: (error: unknown, count) => {
      const failure = CommandError.from(error);
      if (!failure.passing) return throwError(() => failure);
      waiting?.(failure);
      return failure.code === 'OFFLINE' && offline !== undefined ? offline() : timer(retryMs(count, failure.retryAfterMs));
    },
  });
}
