import type { networkInterfaces } from 'node:os';
import { networkAddresses } from './network-addresses.ts';

type Interfaces = ReturnType<typeof networkInterfaces>;

const address = (value: string, internal = false, family: 'IPv4' | 'IPv6' = 'IPv4') => ({ address: value, internal, family, netmask: '', mac: '', cidr: null, scopeid: 0 });
const interfaces = { lo: [address('127.0.0.1', true)], wifi: [address('fe80::1', false, 'IPv6'), address('192.168.1.5')], cable: [address('10.0.0.7')] } as Interfaces;

describe('the addresses for others', () => {
  it.each(['0.0.0.0', '::'])('are those of the network where the server listens on %s', (host) => {
    expect(networkAddresses(host, 3000, interfaces)).toEqual(['http://192.168.1.5:3000', 'http://10.0.0.7:3000']);
  });

  it.each(['127.0.0.1', '192.168.1.5', 'localhost'])('are none where it listens on %s alone', (host) => {
    expect(networkAddresses(host, 3000, interfaces)).toEqual([]);
  });

  it('are not more than somebody would read', () => {
    const many = Array.from({ length: 30 }, (_, n) => address(`10.0.0.${n}`));

    expect(networkAddresses('0.0.0.0', 1, { many })).toHaveLength(4);
  });
});
