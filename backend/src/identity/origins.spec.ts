import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Origins } from './origins.ts';
import { ProxyTrust } from './proxy-trust.ts';

const FRIENDS = ['https://chat.example.org'];

const originsOf = (trustProxy = 'off') => new Origins(FRIENDS, ProxyTrust.parse(trustProxy));
const from = (headers: Record<string, string>) => ({ headers, socket: { remoteAddress: '127.0.0.1' } });

describe('Origins', () => {
  const warned = jest.spyOn(Logger.prototype, 'warn').mockReturnValue(undefined);
  beforeEach(() => warned.mockClear());
  afterAll(() => warned.mockRestore());

  it.each([
    ['http://127.0.0.1:3000', '127.0.0.1:3000', true],
    ['https://chat.example.org', 'elsewhere:1', true],
    ['https://own.example', 'own.example:443', true],
    ['http://own.example', 'own.example:80', true],
    ['https://own.example', 'OWN.Example', true],
    ['http://[::1]:3000', '[::1]:3000', true],
    ['https://own.example', 'own.example:80', false],
    ['http://evil.example', '127.0.0.1:3000', false],
    ['http://127.0.0.1:3001', '127.0.0.1:3000', false],
    ['http://127.0.0.1:3000.evil.example', '127.0.0.1:3000', false],
    ['https://chat.example.org.evil.example', '127.0.0.1:3000', false],
    ['null', '127.0.0.1:3000', false],
    ['not an origin', '127.0.0.1:3000', false],
  ])('judge %s at a server called %s', (origin, host, expected) => {
    expect(originsOf().allow(from({ origin, host }))).toBe(expected);
  });

  it('take an absent origin for a foreign one', () => {
    expect(originsOf().allow(from({ host: '127.0.0.1:3000' }))).toBe(false);
  });

  it.each([
    ['same-origin', true],
    ['same-site', false],
    ['cross-site', false],
    ['none', false],
  ])('judge by what the browser says where there is no origin: %s', (site, expected) => {
    expect(originsOf().allow(from({ host: '127.0.0.1:3000', 'sec-fetch-site': site }))).toBe(expected);
  });

  it('never let that speak for a foreign origin', () => {
    expect(originsOf().allow(from({ origin: 'http://evil.example', host: '127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }))).toBe(false);
  });

  it.each(['chat.example', 'chat.example, chat.example', 'chat.example:443', 'Chat.Example', 'chat.example, inner'])('believe the host %s that a trusted proxy forwards', (forwarded) => {
    const request = from({ origin: 'https://chat.example', host: 'inner:3000', 'x-forwarded-host': forwarded });

    expect([originsOf('on').allow(request), originsOf('127.0.0.0/8').allow(request)]).toEqual([true, true]);
    expect([originsOf('off').allow(request), originsOf('10.0.0.0/8').allow(request)]).toEqual([false, false]);
  });

  it('say once a minute whom they refused, and at which host', () => {
    const origins = originsOf();
    for (let n = 0; n < 100; n++) origins.allow(from({ origin: `https://${n}.example`, host: 'inner:3000' }));

    expect(warned).toHaveBeenCalledTimes(1);
    expect(warned.mock.calls[0]?.[0]).toEqual({ origin: 'https://0.example', host: 'inner:3000' });
  });
});
