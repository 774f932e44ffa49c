import { call, type Answer } from './rest.ts';

export const PASSWORD = 'correct horse battery';

export interface SignedIn {
  token: string;
  id: string;
  headers: { authorization: string };
}

/** Somebody with an account, as programs have it. */
export async function signUp(url: string, login: string, password = PASSWORD): Promise<SignedIn> {
  return signedIn(await call(`${url}/api/accounts`, { json: { login, password, name: login, kind: 'token' } }));
}

export async function signIn(url: string, login: string, password = PASSWORD): Promise<SignedIn> {
  return signedIn(await trySignIn(url, { login, password }));
}

export function trySignIn(url: string, { headers = {}, ...proof }: { login: string; password: string; kind?: string; headers?: Record<string, string> }): Promise<Answer> {
  return call(`${url}/api/session`, { headers, json: { kind: 'token', ...proof } });
}

export function signedIn({ status, json, text }: Answer): SignedIn {
  if (status !== 201) throw new Error(`${status} ${text}`);
  const { token, user } = json as { token: string; user: { id: string } };
  return { token, id: user.id, headers: { authorization: `Bearer ${token}` } };
}
