import { Component, input, model } from '@angular/core';
import type { ServerSettings } from '@contract/administration';

/** Who may come into the server: asked at its first start, and where it is administered. */
@Component({
  selector: 'wt-access-choice',
  templateUrl: './access-choice.html',
  styleUrl: './access-choice.css',
})
export class AccessChoice {
  readonly access = model.required<ServerSettings['access']>();
  readonly guests = model.required<boolean>();
  /** What stands around it has asked already; readers are told again. */
  readonly asked = input(false);
}
