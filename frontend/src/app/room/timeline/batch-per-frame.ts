import { Observable } from 'rxjs';

const HIDDEN_MS = 250;
/** With more than this at once nobody reads along: then it is drawn less often, which leaves the page time for its reader. */
const MANY = 20;
const MANY_EVERY_MS = 100;

/**
 * Everything of one animation frame in one array, in order; of many together no more often than ten times a second. A
 * hidden page has no frames, so a timer stands in.
 */
export function batchPerFrame<T>(source: Observable<T>, countOf: (value: T) => number = () => 1): Observable<T[]> {
  return new Observable((subscriber) => {
    let waiting: T[] = [];
    let count = 0;
    let last = -Infinity;
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
      count = 0;
      last = performance.now();
      subscriber.next(all);
    };
    const draw = (): void => {
      const pause = last + MANY_EVERY_MS - performance.now();
      if (count <= MANY || pause <= 0) return flush();
      disarm();
      timeout = setTimeout(flush, pause);
    };
    const gather = (value: T): void => {
      count += countOf(value);
      if (waiting.push(value) > 1) return;
      frame = requestAnimationFrame(draw);
      timeout = setTimeout(flush, HIDDEN_MS);
    };
    const subscription = source.subscribe({ next: gather, error: (error) => subscriber.error(error), complete: () => subscriber.complete() });
    return () => {
      disarm();
      subscription.unsubscribe();
    };
  });
}
