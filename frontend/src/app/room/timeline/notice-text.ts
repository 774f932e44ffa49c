import { Component, computed, input } from '@angular/core';
import type { Notice } from './timeline-entry';

/** What happened in the room, in words: who, what, and to whom or how it is now. */
@Component({
  selector: 'wt-notice-text',
  template: `
    <bdi>{{ event().author.name }}</bdi>&ngsp;
    @switch (event().type) {
      @case ('member.joined') {
        @if (inviter(); as name) {
          <span i18n="@@notice.invited">came in, invited by <bdi>{{ name }}</bdi></span>
        } @else {
          <span i18n="@@messages.joined">came in</span>
        }
      }
      @case ('member.added') {
        <span i18n="@@notice.added">brought in <bdi>{{ target() }}</bdi></span>
      }
      @case ('member.left') {
        <span i18n="@@messages.left">left the room</span>
      }
      @case ('member.removed') {
        <span i18n="@@notice.removed">removed <bdi>{{ target() }}</bdi></span>
      }
      @case ('member.banned') {
        <span i18n="@@notice.banned">banned <bdi>{{ target() }}</bdi></span>
      }
      @case ('member.unbanned') {
        <span i18n="@@notice.unbanned">lets <bdi>{{ target() }}</bdi> come in again</span>
      }
      @case ('member.muted') {
        @if (isMuted()) {
          <span i18n="@@notice.muted">muted <bdi>{{ target() }}</bdi></span>
        } @else {
          <span i18n="@@notice.unmuted">lets <bdi>{{ target() }}</bdi> write again</span>
        }
      }
      @case ('member.role') {
        @switch (role()) {
          @case ('owner') {
            <span i18n="@@notice.owner">made <bdi>{{ target() }}</bdi> an owner</span>
          }
          @case ('moderator') {
            <span i18n="@@notice.moderator">made <bdi>{{ target() }}</bdi> a moderator</span>
          }
          @default {
            <span i18n="@@notice.member">made <bdi>{{ target() }}</bdi> an ordinary member</span>
          }
        }
      }
      @case ('room.created') {
        <span i18n="@@notice.created">made this room</span>
      }
      @default {
        @if (newName(); as name) {
          <span i18n="@@notice.renamed">named the room <bdi>{{ name }}</bdi></span>
        } @else if (isArchived()) {
          <span i18n="@@notice.archived">archived the room</span>
        } @else {
          <span i18n="@@notice.changed">changed the room</span>
        }
      }
    }
  `,
})
export class NoticeText {
  readonly event = input.required<Notice>();
  protected readonly target = computed(() => {
    const event = this.event();
    return 'target' in event ? event.target.name : '';
  });
  protected readonly inviter = computed(() => {
    const event = this.event();
    return event.type === 'member.joined' ? event.invitedBy?.name : undefined;
  });
  protected readonly role = computed(() => {
    const event = this.event();
    return event.type === 'member.role' ? event.role : null;
  });
  protected readonly isMuted = computed(() => {
    const event = this.event();
    return event.type === 'member.muted' && event.until > 0;
  });
  protected readonly newName = computed(() => this.#changes()?.name);
  protected readonly isArchived = computed(() => this.#changes()?.archived === true);
  readonly #changes = computed(() => {
    const event = this.event();
    return event.type === 'room.updated' ? event.changes : null;
  });
}
