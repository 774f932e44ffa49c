import { Component, input, signal } from '@angular/core';
import type { InvitedRole } from '@contract/invites';
import { MemberForm } from './member-form';
import { NameForm } from './name-form';
import { NewAccount } from './new-account';
import { OtherWays } from './other-ways';
import type { WayIn } from './way-in';

/** The ways in that there are: by a name alone, by a new account, by login and password. */
@Component({
  selector: 'wt-entrance',
  imports: [MemberForm, NameForm, NewAccount, OtherWays],
  template: `
    @switch (way()) {
      @case ('name') {
        <wt-name-form [action]="action()" [invite]="invite()" />
      }
      @case ('account') {
        @defer (on immediate) {
          <wt-new-account [invite]="invite()" />
        }
      }
      @case ('member') {
        @defer (on immediate) {
          <wt-member-form />
        }
      }
    }
    @defer (on immediate) {
      <wt-other-ways [way]="way()" [invite]="invite()" [admits]="admits()" (chosen)="way.set($event)" />
    }
  `,
})
export class Entrance {
  /** What the button says of whoever comes in by a name. */
  readonly action = input.required<string>();
  readonly invite = input<string>();
  /** What the invitation lets in. */
  readonly admits = input<readonly InvitedRole[]>([]);
  protected readonly way = signal<WayIn>('name');
}
