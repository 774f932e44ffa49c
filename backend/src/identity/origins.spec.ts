import { isOwnOrigin } from './origins.ts';

const RULES = { origins: ['https://chat.example.org'], trustProxy: false };

describe('isOwnOrigin', () => {
  it.each([
    ['http://127.0.0.1:3000', '127.0.0.1:3000', true],
    ['https://chat.example.org', 'elsewhere:1', true],
    ['http://evil.example', '127.0.0.1:3000', false],
    ['http://127.0.0.1:3001', '127.0.0.1:3000', false],
    ['http://127.0.0.1:3000.evil.example', '127.0.0.1:3000', false],
    ['https://chat.example.org.evil.example', '127.0.0.1:3000', false],
    ['null', '127.0.0.1:3000', false],
    ['not an origin', '127.0.0.1:3000', false],
  ])('judges %s at a server called %s', (origin, host, expected) => {
    expect(isOwnOrigin({ origin, host }, RULES)).toBe(expected);
  });

  it('takes an absent origin for a foreign one', () => {
    expect(isOwnOrigin({ host: '127.0.0.1:3000' }, RULES)).toBe(false);
  });

  it.each([
    ['same-origin', true],
    ['same-site', false],
    ['cross-site', false],
    ['none', false],
  ])('judges by what the browser says where there is no origin: %s', (site, expected) => {
    expect(isOwnOrigin({ host: '127.0.0.1:3000', 'sec-fetch-site': site }, RULES)).toBe(expected);
  });

  it('never lets that speak for a foreign origin', () => {
    expect(isOwnOrigin({ origin: 'http://evil.example', host: '127.0.0.1:3000', 'sec-fetch-site': 'same-origin' }, RULES)).toBe(false);
  });

  it('believes the host a proxy forwards only where a proxy is trusted', () => {
    const headers = { origin: 'https://chat.example', host: 'inner:3000', 'x-forwarded-host': 'chat.example' };

    expect(isOwnOrigin(headers, { origins: [], trustProxy: true })).toBe(true);
    expect(isOwnOrigin(headers, { origins: [], trustProxy: false })).toBe(false);
  });
});
