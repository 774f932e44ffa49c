import type { KnownPerson } from '@contract/administration';

/** What can be done to somebody after one's password was given again. */
export interface PersonAct {
  name: string;
  /** What stands in the dialog. */
  what: string;
  note: string;
  isDangerous: boolean;
  change: 'reset' | { role: 'admin' | 'member' } | { deactivated: boolean } | { secondFactor: false };
}

export function actsOn(person: KnownPerson): PersonAct[] {
  if (person.deactivatedAt !== undefined) return [reactivate(person)];
  return person.role === 'guest' ? [deactivate(person)] : [role(person), reset(person), ...(person.secondFactor === true ? [removeFactor(person)] : []), deactivate(person)];
}

function role({ name, role: now }: KnownPerson): PersonAct {
  if (now === 'admin') {
    const words = { name: $localize`:@@admin.unmake:No administrator any more`, what: $localize`:@@admin.unmakeWhat:${name}:name: shall not administer this server any more` };
    return { ...words, note: '', isDangerous: true, change: { role: 'member' } };
  }
  const words = { name: $localize`:@@admin.make:Make an administrator`, what: $localize`:@@admin.makeWhat:${name}:name: shall administer this server`, note: $localize`:@@admin.makeNote:Administrators can do here whatever you can.` };
  return { ...words, isDangerous: false, change: { role: 'admin' } };
}

function reset({ name }: KnownPerson): PersonAct {
  const words = { name: $localize`:@@admin.reset:Link for a new password`, what: $localize`:@@admin.resetWhat:A link for a new password of ${name}:name:`, note: $localize`:@@admin.resetNote:It works once, within a day. Whoever has it can sign in as them.` };
  return { ...words, isDangerous: false, change: 'reset' };
}

function removeFactor({ name }: KnownPerson): PersonAct {
  const words = { name: $localize`:@@factor.remove:Remove the second factor`, what: $localize`:@@admin.factorWhat:${name}:name: shall come in by the password alone`, note: $localize`:@@admin.factorNote:For whoever has lost it. Make sure that it is them who asks.` };
  return { ...words, isDangerous: true, change: { secondFactor: false } };
}

function deactivate({ name }: KnownPerson): PersonAct {
  const words = { name: $localize`:@@admin.deactivate:Deactivate`, what: $localize`:@@admin.deactivateWhat:${name}:name: shall not come in any more`, note: $localize`:@@admin.deactivateNote:From that moment on they hear and say nothing here. What they have said stays. You can take it back.` };
  return { ...words, isDangerous: true, change: { deactivated: true } };
}

function reactivate({ name }: KnownPerson): PersonAct {
  const words = { name: $localize`:@@admin.reactivate:Let in again`, what: $localize`:@@admin.reactivateWhat:${name}:name: may come in again` };
  return { ...words, note: '', isDangerous: false, change: { deactivated: false } };
}
