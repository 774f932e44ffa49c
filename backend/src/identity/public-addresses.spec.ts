import { isPublicAddress, PrivateAddressError, publicLookup } from './public-addresses.ts';

describe('public addresses', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.1', '100.63.0.1', '2606:4700::1111', '[2a00:1450:4001::200e]'])('are %s and the like', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    '0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.9.9.9', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255',
    '::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:8.8.8.8.', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', '::7f00:1',
    '', 'localhost', '0x7f000001', '2130706433', '0177.0.0.1', '127.1',
  ])('are not %s and the like', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it('are looked for behind a name, which fails where one of its addresses is not', async () => {
    const looked = await new Promise((resolve) => publicLookup('localhost', { all: true }, (error) => resolve(error)));

    expect(looked).toBeInstanceOf(PrivateAddressError);
  });
});
