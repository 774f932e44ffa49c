import { Injectable, type PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import type { CommandName } from '../contract/commands.ts';
import { parse } from './schemas/parse.ts';
import { payloadSchemas } from './schemas/payloads.ts';

@Injectable()
export class PayloadPipe<T> implements PipeTransform<unknown, T> {
  readonly #schema: z.ZodType<T>;

  constructor(schema: z.ZodType<T>) {
    this.#schema = schema;
  }

  /** The pipe of a command's payload. */
  static of(command: CommandName): PayloadPipe<unknown> {
    return new PayloadPipe<unknown>(payloadSchemas[command]);
  }

  transform(value: unknown): T {
    return parse(this.#schema, value);
  }
}
