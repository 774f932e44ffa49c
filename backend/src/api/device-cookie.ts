import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { KnownDevices } from '../identity/known-devices.ts';
import { nameKeyOf } from '../wire/names.ts';

const COOKIE = 'watek_device';
const KEPT_FOR_MS = 400 * 86_400_000;

/** What a browser in which somebody has signed in keeps, so that nobody else's guesses count against it. */
@Injectable()
export class DeviceCookie {
  readonly #devices: KnownDevices;

  constructor(devices: KnownDevices) {
    this.#devices = devices;
  }

  of({ headers }: Request): string | undefined {
    return headers.cookie?.split(/; ?/u).find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1);
  }

  set({ request, response }: { request: Request; response: Response }, login: string): void {
    const loginKey = nameKeyOf(login);
    if (this.#devices.idOf(this.of(request), loginKey) !== null) return;
    response.cookie(COOKIE, this.#devices.make(loginKey), { httpOnly: true, sameSite: 'lax', path: '/api', secure: request.secure, maxAge: KEPT_FOR_MS });
  }
}
