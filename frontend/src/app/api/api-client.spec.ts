import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { TestBed } from '@angular/core/testing';
import { isRooms } from './answers';
import { ApiClient } from './api-client';
import { PageNotice } from './page-notice';
import { roomOf } from '../room/room.test-kit';

/** A real server, and whatever may stand in front of it. */
describe('ApiClient', () => {
  let server: Server;
  let url: string;
  let answer: (response: ServerResponse) => void;
  let api: ApiClient;

  const rooms = (): Promise<unknown> => api.get(`${url}/api/rooms`, isRooms);
  const notice = (): string | null => TestBed.inject(PageNotice).kind();

  function says(status: number, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }): void {
    answer = (response) => response.writeHead(status, headers).end(body);
  }

  beforeEach(async () => {
    server = createServer((_, response) => answer(response));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    api = TestBed.inject(ApiClient);
  });

  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  it('gives what the server has said', async () => {
    says(200, JSON.stringify([roomOf()]));

    expect(await rooms()).toEqual([roomOf()]);
    expect(notice()).toBeNull();
  });

  it('passes on the failure of the server, with when to come back', async () => {
    says(503, JSON.stringify({ code: 'STORAGE_FAILED', message: 'no', retryAfterMs: 700 }));

    await expect(rooms()).rejects.toMatchObject({ code: 'STORAGE_FAILED', retryAfterMs: 700, passing: true });
  });

  it.each([
    [200, 'text/html; charset=utf-8', '<!doctype html>'],
    [200, 'text/html', ''],
    [302, 'text/html', ''],
    [401, 'text/html', 'who are you'],
    [511, 'text/plain', ''],
  ])('asks to sign in again where something else answers with %i %s', async (status, type, body) => {
    says(status, body, { 'content-type': type, location: 'https://sign-on.example/' });

    await expect(rooms()).rejects.toMatchObject({ code: 'SIGN_IN_AGAIN', passing: false });
    expect(notice()).toBe('SIGN_IN_AGAIN');
  });

  it.each([
    [200, ''],
    [200, 'null'],
    [200, '{}'],
    [200, '[{"id":"r"}]'],
    [204, ''],
    [403, '{"error":"blocked"}'],
    [404, 'nothing here'],
  ])('takes %i %j for another server, not for an empty list', async (status, body) => {
    says(status, body);

    await expect(rooms()).rejects.toMatchObject({ code: 'NOT_THIS_SERVER', passing: false });
    expect(notice()).toBe('NOT_THIS_SERVER');
  });

  it.each([
    [502, 'OFFLINE'],
    [503, 'OFFLINE'],
    [504, 'OFFLINE'],
    [429, 'RATE_LIMITED'],
    [408, 'NO_ANSWER'],
  ])('takes a proxy that answers %i for %s, which passes', async (status, code) => {
    says(status, '<h1>sorry</h1>', { 'content-type': 'text/html', 'retry-after': '3' });

    await expect(rooms()).rejects.toMatchObject({ code, retryAfterMs: 3_000, passing: true });
    expect(notice()).toBeNull();
  });

  it('says that there is no connection where none can be made', async () => {
    answer = (response) => response.destroy();

    await expect(rooms()).rejects.toMatchObject({ code: 'OFFLINE' });
  });

  it('tells once for everybody that nobody is signed in', async () => {
    let told = 0;
    api.unauthenticated$.subscribe(() => (told += 1));
    says(401, JSON.stringify({ code: 'UNAUTHENTICATED', message: 'no' }));

    await expect(rooms()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect([told, notice()]).toEqual([1, null]);
  });

  it('takes its notice back when the server answers again', async () => {
    says(200, '<!doctype html>', { 'content-type': 'text/html' });
    await rooms().catch(() => undefined);
    says(200, '[]');

    await rooms();

    expect(notice()).toBeNull();
  });
});
