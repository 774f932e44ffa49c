import { principalOf } from './principal.ts';

describe('principalOf', () => {
  it('makes a guest of whoever has a session', () => {
    const session = { tokenHash: 'h1', kind: 'cookie' as const, user: { id: 'u1', name: 'Ann' }, role: 'guest' as const, device: '', createdAt: 0, usedAt: 0, expiresAt: 1 };

    expect(principalOf(session)).toEqual({ userId: 'u1', name: 'Ann', kind: 'guest', roles: ['guest'], sessionId: 'h1' });
  });
});
