import { ProxyTrust } from './proxy-trust.ts';

const arrival = (forwardedFor?: string, remoteAddress = '10.0.0.1') => ({ headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }, socket: { remoteAddress } });

describe('ProxyTrust', () => {
  it.each([
    ['off', '203.0.113.7', '10.0.0.1'],
    ['on', undefined, '10.0.0.1'],
    ['on', '203.0.113.7', '203.0.113.7'],
    ['on', '203.0.113.7:5123', '203.0.113.7'],
    ['on', '198.51.100.9, 203.0.113.7', '203.0.113.7'],
    ['on', '203.0.113.7, unknown', '10.0.0.1'],
    ['on', '[2001:db8::1]:443', '2001:db8:0:0:0:0:0:1'],
    ['0', '203.0.113.7', '10.0.0.1'],
    ['2', '198.51.100.9, 203.0.113.7, 10.0.0.2', '203.0.113.7'],
    ['2', '203.0.113.7', '203.0.113.7'],
    ['10.0.0.0/8', '198.51.100.9, 203.0.113.7, 10.0.0.2', '203.0.113.7'],
    ['10.0.0.0/8', '10.0.0.9', '10.0.0.9'],
    ['10.0.0.1', '203.0.113.7, 10.0.0.2', '10.0.0.2'],
    ['192.168.0.0/16, fd00::/8', '203.0.113.7', '10.0.0.1'],
  ])('with %s and X-Forwarded-For: %s the client is %s', (setting, forwardedFor, expected) => {
    expect(ProxyTrust.parse(setting).addressOf(arrival(forwardedFor))).toBe(expected);
  });

  it('knows a proxy by any way its address is written', () => {
    expect(ProxyTrust.parse('10.0.0.0/8').addressOf(arrival('203.0.113.7', '::ffff:10.0.0.1'))).toBe('203.0.113.7');
    expect(ProxyTrust.parse('fd00::/8').addressOf(arrival('203.0.113.7', 'fd00::1'))).toBe('203.0.113.7');
  });

  it('does not fail for a connection that is gone', () => {
    expect(ProxyTrust.parse('10.0.0.0/8').addressOf({ headers: {}, socket: {} })).toBe('unknown');
  });

  it.each(['', 'yes', '17', '-1', '10.0.0.0/33', '10.0.0.0/', 'fd00::/129', '10.0.0.0/8/8', 'proxy.example', '10.0.0.1:80', ','])('refuses the setting %j', (setting) => {
    expect(() => ProxyTrust.parse(setting)).toThrow(RangeError);
  });

  it('believes the first forwarded host of a proxy it trusts, and of no other', () => {
    const headers = { host: 'inner:3000', 'x-forwarded-host': 'chat.example.org, cdn.example' };

    expect(ProxyTrust.parse('on').hostOf({ headers, socket: {} })).toBe('chat.example.org');
    expect(ProxyTrust.parse('10.0.0.0/8').hostOf({ headers, socket: { remoteAddress: '192.0.2.1' } })).toBe('inner:3000');
    expect(ProxyTrust.parse('off').hostOf({ headers, socket: {} })).toBe('inner:3000');
  });
});
