import { Component, computed, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { SignIn } from './auth/sign-in';
import { SessionStore } from './connection/session-store';
import { Brand } from './ui/brand';

/** The address stays as it is while the door is shown: whoever came for a room lands in it. */
@Component({
  selector: 'wt-app',
  imports: [SignIn, Brand, RouterOutlet],
  templateUrl: './app.html',
  styleUrl: './app.css',
})
export class App {
  protected readonly session = inject(SessionStore).state;
  protected readonly unreachable = computed(() => {
    const session = this.session();
    return session.status === 'checking' && session.unreachable;
  });
}
