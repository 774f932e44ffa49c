import { Presence } from './presence.ts';

const ANN = { id: 'ann', name: 'Ann' };
const BOB = { id: 'bob', name: 'Bob' };

describe('Presence', () => {
  it('counts people, not sockets', () => {
    const presence = new Presence();

    presence.enter('r', ANN);
    presence.enter('r', ANN);
    presence.enter('r', BOB);

    expect(presence.online('r')).toBe(2);
    presence.exit('r', ANN);
    expect(presence.has('r', 'ann')).toBe(true);
    presence.exit('r', ANN);
    expect(presence.has('r', 'ann')).toBe(false);
  });

  it('knows those who are there by the name they have now', () => {
    const presence = new Presence();
    presence.enter('r', ANN);
    presence.takeChanges();
    presence.enter('r', BOB);

    presence.rename({ id: 'ann', name: 'Ania' });
    presence.rename({ id: 'bob', name: 'Robert' });

    expect(presence.list('r', 5)).toEqual([{ id: 'ann', name: 'Ania' }, { id: 'bob', name: 'Robert' }]);
    expect(presence.takeChanges()).toMatchObject([{ joined: [{ id: 'bob', name: 'Robert' }] }]);
  });

  it('gathers what changed since it last told', () => {
    const presence = new Presence();
    presence.enter('r', ANN);
    presence.takeChanges();

    presence.enter('r', BOB);
    presence.exit('r', ANN);

    expect(presence.takeChanges()).toEqual([{ roomId: 'r', online: 1, joined: [BOB], left: [ANN] }]);
    expect(presence.takeChanges()).toEqual([]);
  });

  it('says nothing of someone who left and came back in between', () => {
    const presence = new Presence();
    presence.enter('r', ANN);
    presence.takeChanges();

    presence.exit('r', ANN);
    presence.enter('r', ANN);

    expect(presence.takeChanges()).toEqual([]);
  });

  it('keeps what changed in a room that is not to be told yet', () => {
    const presence = new Presence();
    presence.enter('r', ANN);

    expect(presence.takeChanges(new Set(['r']))).toEqual([]);
    presence.enter('r', BOB);

    expect(presence.takeChanges()).toEqual([{ roomId: 'r', online: 2, joined: [ANN, BOB], left: [] }]);
  });

  it('forgets a room that nobody is in', () => {
    const presence = new Presence();
    presence.enter('r', ANN);
    presence.exit('r', ANN);

    presence.takeChanges();

    expect(presence.roomsWithPeople()).toEqual([]);
    expect(presence.online('r')).toBe(0);
  });

  it('names everybody of a crowd that comes at once, in as many facts as it takes', () => {
    const presence = new Presence();
    const crowd = Array.from({ length: 450 }, (_, index) => ({ id: `p${index}`, name: `Person ${index}` }));
    crowd.forEach((person) => presence.enter('r', person));

    const facts = [];
    for (let next = presence.takeChanges(); next.length > 0; next = presence.takeChanges()) facts.push(...next);

    expect(facts.map(({ online }) => online)).toEqual([450, 450, 450]);
    expect(facts.flatMap(({ joined }) => joined)).toEqual(crowd);
  });
});
