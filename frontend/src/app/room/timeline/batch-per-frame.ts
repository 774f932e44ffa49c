import { Observable } from 'rxjs';

const HIDDEN_MS = 250;

/** Everything of one animation frame in one array, in order. A hidden page has no frames, so a timer stands in. */
export function batchPerFrame<T>(source: Observable<T>): Observable<T[]> {
  return new Observable((subscriber) => {
    let waiting: T[] = [];
    let frame = 0;
    let timeout: ReturnType<typeof setTimeout> | undefined;
    const disarm = (): void => {
      cancelAnimationFrame(frame);
      clearTimeout(timeout);
    };
    const flush = (): void => {
      disarm();
      const all = waiting;
      waiting = [];
      subscriber.next(all);
    };
    const gather = (value: T): void => {
      if (waiting.push(value) > 1) return;
      frame = requestAnimationFrame(flush);
      timeout = setTimeout(flush, HIDDEN_MS);
    };
    const subscription = source.subscribe({ next: gather, error: (error) => subscriber.error(error), complete: () => subscriber.complete() });
    return () => {
      disarm();
      subscription.unsubscribe();
    };
  });
}
