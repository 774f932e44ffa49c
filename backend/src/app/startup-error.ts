import type { Config } from './config/config.ts';

type Listening = Pick<Config, 'PORT' | 'HOST'>;

const FOLDER: Record<string, string> = {
  EACCES: 'this user may not read and write it; give it to them (chown), or choose another folder',
  EPERM: 'this user may not read and write it; give it to them (chown), or choose another folder',
  EROFS: 'it is on a file system that is read only; choose another folder',
  ENOTDIR: 'a part of it is a file; choose another folder',
  EEXIST: 'it is a file; choose another folder',
  ENOENT: 'it cannot be made there; choose another folder',
  ENOSPC: 'the disk is full; make room, or choose another folder',
};

const PORT: Record<string, string> = {
  EADDRINUSE: 'another program listens there; stop that one, or choose another port',
  EACCES: 'this user may not open it; choose one above 1023',
};

const HOST: Record<string, string> = {
  EADDRNOTAVAIL: 'is no address of this machine',
  ENOTFOUND: 'is no name of this machine',
  EAI_AGAIN: 'is a name that cannot be looked up now',
  EINVAL: 'is no address to listen on',
  EAFNOSUPPORT: 'is of a kind that this machine does not speak',
};

/** Why the server cannot start, in one line: which variable, what is wrong with it, what to do. */
export class StartupError extends Error {
  override name = 'StartupError';

  static ofDataFolder(dataDir: string, error: unknown): StartupError {
    const code = codeOf(error);
    const path = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : dataDir;
    return new StartupError(`DATA_DIR: ${path}: ${FOLDER[code] ?? 'cannot be used'} (${code}).`);
  }

  /** null: it has nothing to do with listening. */
  static ofListening({ HOST: host, PORT: port }: Listening, error: unknown): StartupError | null {
    const code = codeOf(error);
    if (!isOfListening(error)) return null;
    if (PORT[code] !== undefined) return new StartupError(`PORT: ${port} at ${host}: ${PORT[code]} (${code}).`);
    return new StartupError(`HOST: ${host} ${HOST[code] ?? 'cannot be listened on'}; 127.0.0.1 is this machine alone, 0.0.0.0 the network (${code}).`);
  }
}

function isOfListening(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && ['listen', 'bind', 'getaddrinfo'].includes(String(error.syscall));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
