import type { z } from 'zod';
import type { CommandName, Commands } from '../../src/contract/commands.ts';
import type { FactName } from '../../src/contract/facts.ts';
import { ackDataSchemas, factSchemas } from '../../src/wire/schemas/facts.ts';
import type { ChatClient } from './chat-client.ts';

/** The value is what the schema says, and has not a field more. */
export function expectToConform(schema: z.ZodType, value: unknown): void {
  expect(schema.parse(value)).toEqual(value);
}

/** Does a command and checks the answer against the published schema. */
export async function checked<Name extends CommandName>(client: ChatClient, name: Name, payload: Commands[Name]['payload']): Promise<Commands[Name]['data']> {
  const data = await client.do(name, payload);
  expectToConform(ackDataSchemas[name], data);
  return data;
}

/** Every fact the client was told is what its schema says; returns the names of those it was told. */
export function expectFactsToConform(client: ChatClient): FactName[] {
  const names = Object.keys(client.facts) as FactName[];
  for (const name of names) for (const fact of client.factsOf(name)) expectToConform(factSchemas[name], fact);
  return names;
}
