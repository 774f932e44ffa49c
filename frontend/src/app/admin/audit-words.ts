import type { AuditAction } from '@contract/administration';

/** A function each, because texts are looked up after the language is loaded. */
const WORDS: Record<AuditAction, () => string> = {
  'server.set-up': () => $localize`:@@audit.setUp:Set the server up`,
  'settings.changed': () => $localize`:@@audit.settings:Changed the settings`,
  'person.role': () => $localize`:@@audit.role:Changed a role`,
  'person.deactivated': () => $localize`:@@audit.deactivated:Deactivated`,
  'person.reactivated': () => $localize`:@@audit.reactivated:Let in again`,
  'person.reset-link': () => $localize`:@@audit.resetLink:Made a link for a new password`,
  'person.password-reset': () => $localize`:@@audit.reset:Used a link for a new password`,
  'person.second-factor-removed': () => $localize`:@@audit.factor:Removed a second factor`,
  'person.signed-out': () => $localize`:@@audit.signedOut:Signed out everywhere`,
  'room.archived': () => $localize`:@@audit.archived:Archived a room`,
  'room.reopened': () => $localize`:@@audit.reopened:Opened a room again`,
  'room.owner': () => $localize`:@@audit.owner:Gave a room an owner`,
};

/** What an older page does not know is called as it is. */
export function actionName(action: AuditAction): string {
  return (WORDS[action] as (() => string) | undefined)?.() ?? action;
}
