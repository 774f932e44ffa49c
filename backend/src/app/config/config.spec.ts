import { readConfig } from './config.ts';

describe('readConfig', () => {
  it('needs no variable', () => {
    const config = readConfig({});

    expect(config).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', DATA_DIR: './data', ORIGINS: [], TRUST_PROXY: 'off' });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('names every bad variable and what was expected', () => {
    const read = () => readConfig({ PORT: 'abc', ROOM_THREADS: '0' });

    expect(read).toThrow(/PORT: .*number/);
    expect(read).toThrow(/ROOM_THREADS: .*>=1/);
  });

  it('refuses less memory for all rooms than one of them needs', () => {
    const read = () => readConfig({ ROOM_BUFFER_BYTES: '1048576', ROOM_MEMORY_BYTES: '1048575' });

    expect(read).toThrow('ROOM_MEMORY_BYTES: expected at least ROOM_BUFFER_BYTES');
  });

  it('takes an empty value for an absent one', () => {
    expect(readConfig({ PORT: '' }).PORT).toBe(3000);
  });

  it('splits a list at its commas', () => {
    expect(readConfig({ ORIGINS: 'https://a.example, https://b.example,' }).ORIGINS).toEqual(['https://a.example', 'https://b.example']);
  });
});
