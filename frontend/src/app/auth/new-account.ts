import { Component, input } from '@angular/core';
import { AccountForm } from '../connection/account-form';

/** Somebody new makes an account at the door. */
@Component({
  selector: 'wt-new-account',
  imports: [AccountForm],
  template: '<wt-account-form [action]="make" [named]="true" [invite]="invite()" />',
})
export class NewAccount {
  readonly invite = input<string>();
  protected readonly make = $localize`:@@account.make:Make an account`;
}
