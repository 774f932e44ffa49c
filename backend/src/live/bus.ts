import { Injectable } from '@nestjs/common';
import { Subject, type Observable } from 'rxjs';
import type { AdaptiveThrottle } from './adaptive-throttle.ts';
import type { Broadcast } from './broadcast.ts';

/**
 * The way of what is only live, to whoever is connected, wherever that is: presence, typing, feeds. What is lost on it is
 * lost; clients repair by position. Within one process it is a function call; between several it is a broker.
 */
@Injectable()
export abstract class Bus {
  abstract readonly told$: Observable<Broadcast>;

  abstract tell(broadcast: Broadcast): void;

  /** Counts as under way until it was written to all. */
  tellAtPace(throttle: AdaptiveThrottle, broadcast: Broadcast): void {
    throttle.begin(performance.now());
    this.tell({ ...broadcast, onTold: () => throttle.end(performance.now()) });
  }
}

@Injectable()
export class InProcessBus extends Bus {
  readonly #told = new Subject<Broadcast>();
  readonly told$ = this.#told.asObservable();

  tell(broadcast: Broadcast): void {
    this.#told.next(broadcast);
  }
}
