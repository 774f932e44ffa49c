import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiParam, ApiQuery, ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';
import type { ErrorCode } from '../contract/errors.ts';
import { failureSchema } from '../wire/schemas/views.ts';

type OpenApiSchema = Parameters<typeof ApiBody>[0] extends { schema?: infer S } ? NonNullable<S> : never;
type JsonSchema = Record<string, unknown> & { properties?: Record<string, unknown> };

/** The JSON Schema of a zod schema, as OpenAPI takes it; of what is sent in where `io` is input. */
function documented(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  return { ...z.toJSONSchema(schema, { io, target: 'openapi-3.0', unrepresentable: 'any' }) };
}

export function ApiPayload(schema: z.ZodType): MethodDecorator {
  return ApiBody({ schema: documented(schema, 'input') as OpenApiSchema });
}

export function ApiFilter(schema: z.ZodObject): MethodDecorator {
  const { properties = {} } = documented(schema, 'input');
  return applyDecorators(...Object.entries(properties).map(([name, property]) => ApiQuery({ name, required: false, schema: property as OpenApiSchema })));
}

/** What stands in the address. */
export function ApiPlace(schema: z.ZodObject): MethodDecorator {
  const { properties = {} } = documented(schema, 'input');
  return applyDecorators(...Object.entries(properties).map(([name, property]) => ApiParam({ name, schema: property as OpenApiSchema })));
}

export interface Answers {
  summary: string;
  status?: number;
  schema?: z.ZodType;
  failures: ErrorCode[];
}

export function ApiAnswers({ summary, status = 200, schema, failures }: Answers): MethodDecorator {
  const success = schema === undefined ? { status } : { status, schema: documented(schema, 'output') as OpenApiSchema };
  const failure = { status: '4XX' as const, description: failures.join(', '), schema: documented(failureSchema, 'output') as OpenApiSchema };
  return applyDecorators(ApiOperation({ summary }), ApiResponse(success), ApiResponse(failure));
}
