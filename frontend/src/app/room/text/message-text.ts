import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, input } from '@angular/core';
import { blocksOf } from './blocks';
import { CodeBlock } from './code-block';
import { isEmojiOnly } from './emoji-only';
import { InlineText } from './inline-text';

/** What somebody wrote, with its marks drawn; never as markup. */
@Component({
  selector: 'wt-message-text',
  imports: [CodeBlock, InlineText, NgTemplateOutlet],
  templateUrl: './message-text.html',
  styleUrl: './message-text.css',
  host: { '[class.large]': 'large()' },
})
export class MessageText {
  readonly text = input.required<string>();
  /** Of the room's members, by their ids. */
  readonly names = input.required<ReadonlyMap<string, string>>();
  readonly userId = input.required<string>();

  protected readonly doneLabel = $localize`:@@text.done:done`;
  protected readonly openLabel = $localize`:@@text.open:to do`;
  protected readonly tableLabel = $localize`:@@text.table:Table`;
  protected readonly blocks = computed(() => blocksOf(this.text()));
  protected readonly large = computed(() => isEmojiOnly(this.text()));
}
