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

  it.each([
    ['PORT', ' '],
    ['PORT', '3000.5'],
    ['PORT', '"3000"'],
    ['HOST', 'x86_64-conda-linux-gnu'],
    ['HOST', '"0.0.0.0"'],
    ['HOST', 'http://127.0.0.1'],
    ['HOST', '127.0.0.1:3000'],
    ['ORIGINS', 'a.example'],
    ['ORIGINS', '*'],
    ['ORIGINS', '"https://a.example"'],
    ['ORIGINS', 'https://a.example/chat'],
    ['ORIGINS', 'https://ann@a.example'],
    ['ORIGINS', 'https://a.example, ftp://b.example'],
    ['DATA_DIR', '~/.watek'],
    ['DATA_DIR', './data '],
    ['DATA_DIR', './data\r'],
    ['DATA_DIR', '"./data"'],
    ['TRUST_PROXY', 'yes'],
    ['METRICS_TOKEN', 'short'],
  ])('refuses %s=%j in one line that names it', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}: [^\n]+$`, 'u'));
  });

  it.each([
    ['HOST', '0.0.0.0\r', '0.0.0.0'],
    ['HOST', '[::1]', '::1'],
    ['HOST', 'localhost', 'localhost'],
    ['PORT', '80\r', 80],
    ['ORIGINS', 'https://A.example/, http://b.example:80', ['https://a.example', 'http://b.example']],
    ['ORIGINS', 'https://a.example:8443\r', ['https://a.example:8443']],
  ])('takes %s=%j for %j', (name, value, expected) => {
    expect(readConfig({ [name]: value })[name as 'HOST']).toEqual(expected);
  });

  it('splits a list at its commas', () => {
    expect(readConfig({ ORIGINS: 'https://a.example, https://b.example,' }).ORIGINS).toEqual(['https://a.example', 'https://b.example']);
  });
});
