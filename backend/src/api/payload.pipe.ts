import { Injectable, type PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { parse } from '../wire/schemas/parse.ts';

@Injectable()
export class PayloadPipe<T> implements PipeTransform<unknown, T> {
  readonly #schema: z.ZodType<T>;

  constructor(schema: z.ZodType<T>) {
    this.#schema = schema;
  }

  transform(value: unknown): T {
    return parse(this.#schema, value);
  }
}
