import { Component, computed, input } from '@angular/core';

const PATHS = {
  star: 'm10 3 2.2 4.5 5 .7-3.6 3.5.9 5-4.5-2.4-4.5 2.4.9-5L2.8 8.2l5-.7Z',
  plus: 'M10 4v12M4 10h12',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM13 13l4 4',
  send: 'M4 10h11M10.5 5l5 5-5 5',
  back: 'M12.5 4.5 7 10l5.5 5.5',
  up: 'M10 16V5M5 9.5l5-5 5 5',
  down: 'M10 4v11M5 10.5l5 5 5-5',
  close: 'M5 5l10 10M15 5 5 15',
  list: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h8',
  people: 'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.5c.4-3 2.6-4.7 5.5-4.7s5.1 1.7 5.5 4.7M13 4a2.7 2.7 0 0 1 0 5.2M15 12.4c1.7.7 2.7 2.1 3 4.1',
  tick: 'M4.5 10.5l3.6 3.6 7.4-8',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4.2l2.8 1.7',
  alert: 'M10 3.2 17.5 16h-15L10 3.2ZM10 8v3.6M10 13.8v.1',
  lock: 'M5 9.5h10v7H5zM7 9.5V7a3 3 0 0 1 6 0v2.5',
  menu: 'M4.5 10h.1M10 10h.1M15.5 10h.1',
  smile: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM7.2 12c.7 1 1.7 1.5 2.8 1.5s2.1-.5 2.8-1.5M7.6 8.2v.1M12.4 8.2v.1',
  reply: 'M8 5 3.5 9.5 8 14M4 9.5h7c3 0 5 1.8 5.5 5.5',
  edit: 'M4 16h3l8.5-8.5-3-3L4 13v3ZM11 6l3 3',
  pin: 'M8 3.5h4l-.6 5 2.6 2.7H6l2.6-2.7L8 3.5ZM10 11.2V17',
  copy: 'M7.5 7.5h9v9h-9zM4.5 12.5h-1v-9h9v1',
  link: 'M8.5 11.5a3 3 0 0 0 4.3 0l2.6-2.6a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-2.6 2.6a3 3 0 0 0 4.3 4.3l1-1',
  unread: 'M3.5 5.5h13v9h-13zM3.5 6l6.5 5 6.5-5',
  bin: 'M4 5.5h12M8 5.5v-2h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5',
  thread: 'M4 5h12v8H9l-4 3.5V13H4V5Z',
  code: 'M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h2v2h-2zM14.5 14.5h2v2h-2z',
  invite: 'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.5c.4-3 2.6-4.7 5.5-4.7s5.1 1.7 5.5 4.7M15.5 6v5M13 8.5h5',
  bell: 'M5.5 13.5V9a4.5 4.5 0 0 1 9 0v4.5l1.3 1.5H4.2l1.3-1.5ZM8.5 17h3',
  bellOff: 'M5.5 13.5V9c0-.8.2-1.5.5-2.1M8 4.9A4.5 4.5 0 0 1 14.5 9v3M13 15H4.2l1.3-1.5M8.5 17h3M3.5 3.5l13 13',
  leave: 'M8 4H4.5v12H8M9 10h8M13.5 6.5 17 10l-3.5 3.5',
} as const;

export type IconName = keyof typeof PATHS;

@Component({
  selector: 'wt-icon',
  template: `<svg viewBox="0 0 20 20" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"><path [attr.d]="path()" /></svg>`,
  host: { 'aria-hidden': 'true' },
  styles: `
    :host { display: inline-grid; width: 1.25em; height: 1.25em; flex: none }
    svg { width: 100%; height: 100%; fill: var(--icon-fill, none) }
  `,
})
export class Icon {
  readonly name = input.required<IconName>();
  protected readonly path = computed(() => PATHS[this.name()]);
}
