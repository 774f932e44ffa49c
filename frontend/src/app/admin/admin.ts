import { Component, type ElementRef, afterNextRender, inject, resource, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { isMe } from '../api/answers';
import { ApiClient } from '../api/api-client';
import { Icon } from '../ui/icon';
import { AuditPage } from './audit-page';
import { PeoplePage } from './people-page';
import { RoomsPage } from './rooms-page';
import { SettingsPage } from './settings-page';

type Part = 'people' | 'rooms' | 'settings' | 'audit';

/** For whoever looks after the server. */
@Component({
  selector: 'wt-admin',
  imports: [AuditPage, Icon, PeoplePage, RoomsPage, RouterLink, SettingsPage],
  templateUrl: './admin.html',
  styleUrls: ['../ui/page-frame.css', './admin.css'],
})
export class Admin {
  readonly #rest = inject(ApiClient);
  protected readonly top = viewChild.required<ElementRef<HTMLElement>>('top');
  protected readonly me = resource({ loader: () => this.#rest.get('/api/me', isMe) });
  protected readonly part = signal<Part>('people');
  protected readonly parts: { id: Part; name: string }[] = [
    { id: 'people', name: $localize`:@@admin.people:People` },
    { id: 'rooms', name: $localize`:@@admin.rooms:Rooms` },
    { id: 'settings', name: $localize`:@@admin.settings:Settings` },
    { id: 'audit', name: $localize`:@@admin.audit:What was done` },
  ];

  constructor() {
    afterNextRender(() => this.top().nativeElement.focus());
  }

  protected mayEnter(): boolean {
    return this.me.hasValue() && this.me.value().roles.includes('admin');
  }
}
