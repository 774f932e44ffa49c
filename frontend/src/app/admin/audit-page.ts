import { Component, computed, inject, signal } from '@angular/core';
import { AUDIT_ACTIONS, type AuditAction, type AuditEntry } from '@contract/administration';
import { LIMITS } from '@contract/limits';
import { momentOf } from '../i18n/moment';
import { AdminApi } from './admin-api';
import { actionName } from './audit-words';
import { Pages } from './pages';

/** Who did what, when, to whom, and why. */
@Component({
  selector: 'wt-audit-page',
  template: `
    <div class="filter">
      <label>
        <span class="for-readers" i18n="@@admin.whichActs">Which acts</span>
        <select #which class="field" (change)="action.set($any(which.value))">
          <option value="" i18n="@@admin.allActs">Everything</option>
          @for (choice of actions; track choice.id) {
            <option [value]="choice.id">{{ choice.name }}</option>
          }
        </select>
      </label>
      <a class="button" [href]="address()" download="audit.jsonl" i18n="@@admin.export">Export as JSON Lines</a>
    </div>
    <p class="problem" role="alert">{{ entries.problem() }}</p>
    <ol class="rows" aria-label="Audit list" i18n-aria-label="@@admin.auditList">
      @for (entry of entries.items(); track entry.id) {
        <li>
          <span class="what">
            {{ actionName(entry.action) }}@if (entry.target; as target) {: <b><bdi>{{ target.name }}</bdi></b>}
            <small><bdi>{{ entry.actor?.name ?? operator }}</bdi>, {{ momentOf(entry.at) }}{{ changesOf(entry) }}</small>
            @if (entry.why; as why) {
              <small dir="auto">{{ why }}</small>
            }
          </span>
        </li>
      }
    </ol>
    @if (entries.isEmpty()) {
      <p class="note" i18n="@@admin.noEntry">Nothing of the kind has been done.</p>
    }
    @if (entries.isMore()) {
      <button type="button" class="button" (click)="entries.more()" i18n="@@admin.more">More</button>
    }
  `,
  styleUrl: './page.css',
})
export class AuditPage {
  readonly #api = inject(AdminApi);
  protected readonly action = signal<AuditAction | ''>('');
  protected readonly actions = AUDIT_ACTIONS.map((id) => ({ id, name: actionName(id) }));
  protected readonly actionName = actionName;
  protected readonly momentOf = momentOf;
  protected readonly operator = $localize`:@@admin.operator:whoever runs the server`;
  protected readonly address = computed(() => this.#api.exportAddress(this.action()));
  protected readonly entries = new Pages<AuditEntry, AuditAction | ''>({
    wish: this.action,
    size: LIMITS.administrationPage,
    load: (action, last) => this.#api.audit({ ...(action !== '' && { action }), ...(last !== null && { before: last.id }) }),
  });

  protected changesOf({ changes }: AuditEntry): string {
    const told = Object.entries(changes).map(([name, value]) => `${name}: ${String(value)}`);
    return told.length === 0 ? '' : ` (${told.join(', ')})`;
  }
}
