import { z } from 'zod';
import {
  AUDIT_ACTIONS,
  type AuditEntry,
  type ChangePerson,
  type ChangeRoom,
  type ChangeSettings,
  type Confirmation,
  type KnownPerson,
  type KnownRoom,
  type ResetLink,
  type ServerSettings,
  type SetUp,
  type SetupView,
} from '../../contract/administration.ts';
import { LIMITS } from '../../contract/limits.ts';
import { givenPassword, kind, login, password } from './accounts.ts';
import { id, name, text } from './text.ts';
import { authorSchema } from './views.ts';

const TOKEN_LENGTH = 64;
const settings = { name: z.string(), access: z.enum(['open', 'invite']), guests: z.boolean() };

export const settingsSchema: z.ZodType<ServerSettings> = z.object(settings);
export const setupViewSchema: z.ZodType<SetupView> = z.object({
  ...settings,
  needed: z.boolean().describe('Nobody administers the server yet'),
  token: z.boolean().describe("The token of the server's output has to be given"),
});

/** A member proves who they are; everybody else makes an account. */
export const setUpSchema: z.ZodType<SetUp> = z
  .strictObject({ login: login.optional(), password: givenPassword, name: name(LIMITS.userNameLength).optional(), token: z.string().max(TOKEN_LENGTH).optional(), kind: kind.optional() })
  .refine((value) => value.login === undefined || password.safeParse(value.password).success, `password: must have at least ${LIMITS.passwordLeast} characters`);

const instant = z.int().describe('Milliseconds since 1970');
const why = text(LIMITS.whyLength).optional();
const access = settings.access.optional();
/** Which of these were given. */
const given = (value: object, keys: string[]): number => keys.filter((key) => key in value && value[key as never] !== undefined).length;

export const knownPersonSchema: z.ZodType<KnownPerson> = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['guest', 'member', 'bot']),
  role: z.enum(['admin', 'member', 'guest']),
  login: z.string().optional(),
  createdAt: instant,
  usedAt: instant.optional(),
  sessions: z.int(),
  deactivatedAt: instant.optional(),
  secondFactor: z.literal(true).optional(),
});

export const knownRoomSchema: z.ZodType<KnownRoom> = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  createdAt: instant,
  archivedAt: instant.optional(),
  lastAt: instant,
  messages: z.int(),
  members: z.int(),
  owners: z.array(authorSchema),
});

export const auditEntrySchema: z.ZodType<AuditEntry> = z.object({
  id: z.int(),
  at: instant,
  actor: authorSchema.nullable(),
  action: z.enum(AUDIT_ACTIONS),
  target: authorSchema.nullable(),
  why: z.string().nullable(),
  changes: z.record(z.string(), z.unknown()),
});

export const resetLinkSchema: z.ZodType<ResetLink> = z.object({ code: z.string(), expiresAt: instant });
export const resetViewSchema = z.object({ name: z.string() });
export const useResetSchema = z.strictObject({ password });

export const confirmationSchema: z.ZodType<Confirmation> = z.strictObject({ password: givenPassword, why });

export const changePersonSchema: z.ZodType<ChangePerson> = z
  .strictObject({ role: z.enum(['admin', 'member']).optional(), deactivated: z.boolean().optional(), secondFactor: z.literal(false).optional(), why, password: givenPassword })
  .refine((value) => given(value, ['role', 'deactivated', 'secondFactor']) === 1, 'must set one of role, deactivated, secondFactor');

export const changeRoomSchema: z.ZodType<ChangeRoom> = z
  .strictObject({ archived: z.boolean().optional(), owner: id.optional(), why, password: givenPassword })
  .refine((value) => given(value, ['archived', 'owner']) === 1, 'must set one of archived, owner');

export const changeSettingsSchema: z.ZodType<ChangeSettings> = z
  .strictObject({ name: name(LIMITS.roomNameLength).or(z.literal('')).optional(), access, guests: z.boolean().optional(), password: givenPassword.optional() })
  .refine((value) => given(value, ['name', 'access', 'guests']) > 0, 'must change something');
