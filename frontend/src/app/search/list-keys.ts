import { Directive, ElementRef, inject, input } from '@angular/core';

const STEPS: Partial<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/** The arrows go from the field into the list, through its links, and back. */
@Directive({ selector: '[wtListKeys]', host: { '(document:keydown)': 'move($event)' } })
export class ListKeys {
  readonly #list = inject<ElementRef<HTMLElement>>(ElementRef);
  readonly from = input.required<HTMLInputElement>();

  protected move(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const stops = [this.from(), ...this.#list.nativeElement.querySelectorAll<HTMLElement>('.hit, .row')];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    const next = at === -1 ? undefined : stops[at + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }
}
