import { deviceNameOf } from './device-names.ts';

describe('the name of a device', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0', 'Edge, Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1', 'Safari, iPhone'],
    ['Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36', 'Chrome, Android'],
    ['curl/8.14.1', 'curl'],
    ['node', ''],
    ['', ''],
  ])('of %s is "%s"', (userAgent, name) => {
    expect(deviceNameOf(userAgent)).toBe(name);
  });

  it('is nothing where nobody says, and quick to find in whatever is sent', () => {
    expect(deviceNameOf(undefined)).toBe('');
    expect(deviceNameOf('Mac OS '.repeat(10_000))).toBe('');
  });
});
