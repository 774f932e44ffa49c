import { z } from 'zod';
import type { ChangePassword, OwnSession, RecoveryCodes, SecondFactorSetup, SignUp } from '../../contract/accounts.ts';
import { LIMITS } from '../../contract/limits.ts';
import { id, name, text } from './text.ts';

const LOGIN = /^[\p{L}\p{M}\p{N}._@+-]{2,}$/u;

/** One word, such as a name in small letters or a mail address. Compared without case and width. */
export const login = text(LIMITS.loginLength)
  .transform((value) => value.normalize('NFC').trim())
  .refine((value) => LOGIN.test(value), 'must be one word of at least 2 letters, digits and . _ @ + -');

/** A new one. */
export const password = text(LIMITS.passwordLength).refine((value) => [...value].length >= LIMITS.passwordLeast, `must have at least ${LIMITS.passwordLeast} characters`);
/** One that may be older than today's rules. */
export const givenPassword = text(LIMITS.passwordLength);
/** Of a second factor, with or without blanks. */
export const code = z.string().max(32);
export const kind = z.enum(['cookie', 'token']);

export const sessionBodySchema = z
  .strictObject({
    name: name(LIMITS.userNameLength).optional().describe('Of a guest'),
    login: login.optional().describe('Of whoever has an account'),
    password: givenPassword.optional(),
    kind: kind.optional(),
    code: code.optional().describe('Of the second factor, or a recovery code'),
    invite: id.optional().describe('The code of an invitation, where only who is invited may come in'),
  })
  .refine((value) => (value.name === undefined) !== (value.login === undefined) && (value.login === undefined) === (value.password === undefined), 'must have a name, or a login and a password');

export const signUpSchema: z.ZodType<SignUp> = z.strictObject({ login, password, name: name(LIMITS.userNameLength).optional(), kind: kind.optional(), invite: id.optional() });
export const changePasswordSchema: z.ZodType<ChangePassword> = z.strictObject({ current: givenPassword, password });

const instant = z.int().describe('Milliseconds since 1970');

export const ownSessionSchema: z.ZodType<OwnSession> = z.object({
  id: z.string(),
  kind,
  device: z.string(),
  createdAt: instant,
  usedAt: instant,
  expiresAt: instant,
  current: z.boolean().describe('The one that asks'),
  online: z.boolean().describe('Has an open socket'),
});

export const beginFactorSchema = z.strictObject({ password: givenPassword });
export const confirmFactorSchema = z.strictObject({ code });
export const endFactorSchema = z.strictObject({ password: givenPassword, code });
export const factorSetupSchema: z.ZodType<SecondFactorSetup> = z.object({ secret: z.string(), uri: z.string() });
export const recoveryCodesSchema: z.ZodType<RecoveryCodes> = z.object({ recoveryCodes: z.array(z.string()) });
