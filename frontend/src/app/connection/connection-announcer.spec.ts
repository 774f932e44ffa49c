import { TestBed } from '@angular/core/testing';
import { BehaviorSubject } from 'rxjs';
import { ChatSocket } from './chat-socket';
import type { Connection } from './connection';
import { ConnectionAnnouncer } from './connection-announcer';

const OFFLINE: Connection = { state: 'offline', restarting: false, nextTryAt: 0 };

describe('ConnectionAnnouncer', () => {
  it('says what has become of the connection, and neither how it began nor each try', async () => {
    const connection$ = new BehaviorSubject<Connection>({ state: 'connecting' });
    TestBed.configureTestingModule({ providers: [{ provide: ChatSocket, useValue: { connection$ } }] });
    const fixture = TestBed.createComponent(ConnectionAnnouncer);
    const said: string[] = [];
    const told: Connection[] = [{ state: 'online' }, OFFLINE, { state: 'connecting' }, OFFLINE, { state: 'online' }];
    for (const connection of told) {
      connection$.next(connection);
      await fixture.whenStable();
      said.push((fixture.nativeElement as HTMLElement).textContent?.trim() ?? '');
    }

    expect(said).toEqual(['', 'offline', 'offline', 'offline', 'online']);
  });
});
