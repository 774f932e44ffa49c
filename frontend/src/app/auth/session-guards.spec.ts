import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { NavigationEnd, Router, provideRouter } from '@angular/router';
import { until } from '../connection/chat-server.test-kit';
import { SessionStore } from '../connection/session-store';
import { ALA } from '../room/room.test-kit';
import { onlySignedIn, onlySignedOut } from './session-guards';
import { SessionNavigation } from './session-navigation';

@Component({ selector: 'wt-blank', template: '' })
class Blank {}

describe('the session guards', () => {
  const out = { status: 'out', ended: false };
  const session = { state: signal<object>(out), user: signal<object | null>(null) };

  async function goesTo(url: string): Promise<string> {
    await TestBed.inject(Router).navigateByUrl(url);
    return TestBed.inject(Router).url;
  }

  function enters(): void {
    session.user.set(ALA);
    session.state.set({ status: 'in', user: ALA });
  }

  function leaves(): void {
    session.user.set(null);
    session.state.set(out);
  }

  async function arrives(url: string): Promise<void> {
    const router = TestBed.inject(Router);
    await until(router.events, (event) => event instanceof NavigationEnd && router.url === url);
  }

  beforeEach(() => {
    leaves();
    TestBed.configureTestingModule({
      providers: [
        { provide: SessionStore, useValue: session },
        provideRouter([
          { path: 'sign-in', component: Blank, canActivate: [onlySignedOut] },
          { path: 'rooms/:slug', component: Blank, canActivate: [onlySignedIn] },
          { path: '', pathMatch: 'full', component: Blank, canActivate: [onlySignedIn] },
          { path: '**', redirectTo: '' },
        ]),
      ],
    });
    TestBed.inject(SessionNavigation);
  });

  it('lead whoever is not signed in to the sign-in page, which keeps where they wanted to go', async () => {
    expect(await goesTo('/rooms/lab?at=7')).toBe('/sign-in?return=%2Frooms%2Flab%3Fat%3D7');
    expect(await goesTo('/')).toBe('/sign-in');
  });

  it('lead whoever is signed in past it', async () => {
    enters();

    expect(await goesTo('/rooms/lab')).toBe('/rooms/lab');
    expect(await goesTo('/sign-in?return=%2Frooms%2Fkitchen')).toBe('/rooms/kitchen');
    expect(await goesTo('/sign-in')).toBe('/');
  });

  it.each(['https%3A%2F%2Fevil.example', '%2F%2Fevil.example%2Fx', '%2Fsign-in%3Freturn%3D%252Fsign-in'])('lead nowhere else and in no circle: %s', async (address) => {
    enters();

    expect(await goesTo(`/sign-in?return=${address}`)).toBe('/');
  });

  it('wait until it is known who is there', async () => {
    session.state.set({ status: 'checking', trouble: null });
    const going = goesTo('/rooms/lab');

    enters();
    TestBed.tick();

    expect(await going).toBe('/rooms/lab');
  });

  it('take the page along when a session ends or begins under it', async () => {
    enters();
    await goesTo('/rooms/lab');

    const atSignIn = arrives('/sign-in?return=%2Frooms%2Flab');
    leaves();
    TestBed.tick();
    await atSignIn;
    const back = arrives('/rooms/lab');
    enters();
    TestBed.tick();

    await expect(back).resolves.toBeUndefined();
  });
});
