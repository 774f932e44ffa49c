import { TestBed } from '@angular/core/testing';
import { roomOf } from '../room/room.test-kit';
import { FoldedSections, stillShown } from './folded-sections';
import type { RoomEntry } from './room-entries';

const entry = (id: string, more: Partial<RoomEntry> = {}): RoomEntry => ({ room: roomOf({ id, slug: id }), member: true, unread: 0, mentions: 0, quiet: false, drafted: false, ...more });

describe('FoldedSections', () => {
  beforeEach(() => localStorage.clear());

  it('remembers what is folded, each by itself', () => {
    const folds = TestBed.inject(FoldedSections);
    folds.toggle('mine');
    folds.toggle('directs');
    folds.toggle('mine');
    TestBed.resetTestingModule();

    const later = TestBed.inject(FoldedSections);

    expect([later.has('mine'), later.has('directs'), later.has('others')]).toEqual([false, true, false]);
  });

  it('still shows what calls the reader, and where they are', () => {
    const entries = [entry('here'), entry('read'), entry('unread', { unread: 2 }), entry('muted', { unread: 2, quiet: true })];

    expect(stillShown(entries, 'here').map(({ room }) => room.id)).toEqual(['here', 'unread']);
  });
});
