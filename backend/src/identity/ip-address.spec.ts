import { ipAddressOf, networkOf } from './ip-address.ts';

describe('ipAddressOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:51234', '203.0.113.7'],
    [' 203.0.113.7 ', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:80', '203.0.113.7'],
    ['2001:DB8::1', '2001:db8:0:0:0:0:0:1'],
    ['[2001:db8::1]', '2001:db8:0:0:0:0:0:1'],
    ['[2001:db8::1]:443', '2001:db8:0:0:0:0:0:1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2:3:4:5:6'],
    ['fe80::1%eth0', 'fe80:0:0:0:0:0:0:1'],
    ['::', '0:0:0:0:0:0:0:0'],
    ['::1', '0:0:0:0:0:0:0:1'],
  ])('writes %s as %s', (text, expected) => {
    expect(ipAddressOf(text)).toBe(expected);
  });

  it.each(['', 'unknown', '_hidden', '203.0.113', '203.0.113.7:', '1.2.3.4:x', '[::1', '2001:db8::1::2', 'evil.example'])('finds none in %j', (text) => {
    expect(ipAddressOf(text)).toBeNull();
  });
});

describe('networkOf', () => {
  it('counts a /64 as one, and every IPv4 address for itself', () => {
    const networks = ['2001:db8::1', '2001:db8::ffff:1', '2001:db8:0:0:9::', '2001:db8:0:1::1', '203.0.113.7'].map((text) => networkOf(ipAddressOf(text) ?? ''));

    expect(networks).toEqual(['2001:db8:0:0::/64', '2001:db8:0:0::/64', '2001:db8:0:0::/64', '2001:db8:0:1::/64', '203.0.113.7']);
  });
});
