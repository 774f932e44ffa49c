import { ALA, OLA } from '../room.test-kit';
import { comingsOf } from './comings';
import type { Notice } from './timeline-entry';

const EWA = { id: 'u-ewa', name: 'Ewa' };

function log(...steps: [type: 'member.joined' | 'member.left', who: typeof EWA][]): Notice[] {
  return steps.map(([type, author], index) => ({ type, author, seq: index + 1, at: index }));
}

describe('comingsOf', () => {
  it('says of everybody what they have done in the end, once', () => {
    const comings = comingsOf(log(['member.joined', ALA], ['member.left', OLA], ['member.joined', EWA], ['member.left', EWA], ['member.joined', OLA]));

    expect(comings).toEqual({ came: ['Ala', 'Ola'], left: [], visited: ['Ewa'] });
  });

  it('tells namesakes apart', () => {
    expect(comingsOf(log(['member.joined', ALA], ['member.joined', { ...EWA, name: 'Ala' }])).came).toEqual(['Ala', 'Ala']);
  });

  it('says that somebody left who was there before', () => {
    expect(comingsOf(log(['member.left', ALA], ['member.joined', ALA], ['member.left', ALA]))).toEqual({ came: [], left: ['Ala'], visited: [] });
  });
});
