import { Component, computed, inject, input, output } from '@angular/core';
import { FoldedSections, stillShown } from '../memberships/folded-sections';
import type { RoomEntry, SectionName } from '../memberships/room-entries';
import { RoomLink } from './room-link';

export interface Section {
  name: SectionName;
  heading: string;
  entries: readonly RoomEntry[];
}

/** A part of the list under its heading, which folds it. What is put into it stands beside the heading. */
@Component({
  selector: 'wt-room-section',
  imports: [RoomLink],
  templateUrl: './room-section.html',
  styleUrl: './room-section.css',
})
export class RoomSection {
  protected readonly folds = inject(FoldedSections);
  readonly section = input.required<Section>();
  readonly current = input.required<string>();
  /** What is looked for is shown wherever it stands. */
  readonly searching = input.required<boolean>();
  readonly chosen = output();
  protected readonly folded = computed(() => this.folds.has(this.section().name) && !this.searching());
  protected readonly shown = computed(() => (this.folded() ? stillShown(this.section().entries, this.current()) : this.section().entries));
}
