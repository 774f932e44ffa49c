import { Readable } from 'node:stream';
import { Get, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AUDIT_ACTIONS, type AuditEntry, type AuditFilter } from '../../contract/administration.ts';
import { LIMITS } from '../../contract/limits.ts';
import { AdministrationService } from '../../identity/administration.service.ts';
import { auditEntrySchema } from '../../wire/schemas/administration.ts';
import { id } from '../../wire/schemas/text.ts';
import { ApiAnswers, ApiFilter } from '../api-schemas.ts';
import { PayloadPipe } from '../payload.pipe.ts';
import { whole } from '../request.ts';
import { AdminController } from './admin.guard.ts';

const which = { action: z.enum(AUDIT_ACTIONS).optional(), about: id.optional().describe('The id of who did it, or of whom or what it was done to') };
const filterSchema = z.strictObject({ ...which, before: whole(1, Number.MAX_SAFE_INTEGER).describe('The id of the last one of the page before'), limit: whole(1, LIMITS.administrationPage) });
const exportSchema = z.strictObject(which);

/** Who did what, when, to whom and why. */
@ApiTags('administration')
@AdminController('audit')
export class AdminAuditController {
  readonly #administration: AdministrationService;

  constructor(administration: AdministrationService) {
    this.#administration = administration;
  }

  @Get()
  @ApiFilter(filterSchema)
  @ApiAnswers({ summary: 'The audit list, newest first', schema: z.array(auditEntrySchema), failures: ['NOT_FOUND', 'INVALID'] })
  list(@Query(new PayloadPipe(filterSchema)) { before, limit, ...wanted }: z.output<typeof filterSchema>): Promise<AuditEntry[]> {
    return this.#page(wanted, before ?? null, limit ?? LIMITS.administrationPage);
  }

  @Get('export')
  @ApiFilter(exportSchema)
  @ApiAnswers({ summary: 'All of it as JSON Lines, newest first', schema: z.string(), failures: ['NOT_FOUND', 'INVALID'] })
  export(@Query(new PayloadPipe(exportSchema)) wanted: z.output<typeof exportSchema>): StreamableFile {
    return new StreamableFile(Readable.from(this.#lines(wanted)), { type: 'application/x-ndjson; charset=utf-8', disposition: 'attachment; filename="audit.jsonl"' });
  }

  /** No more than a page at a time, and the next when somebody takes it. */
  async *#lines(wanted: z.output<typeof exportSchema>): AsyncGenerator<string> {
    let before: number | null = null;
    do {
      const page: AuditEntry[] = await this.#page(wanted, before, LIMITS.administrationPage);
      if (page.length > 0) yield page.map((entry) => `${JSON.stringify(entry)}\n`).join('');
      before = page.length < LIMITS.administrationPage ? null : (page.at(-1)?.id ?? null);
    } while (before !== null);
  }

  #page({ action, about }: Pick<AuditFilter, 'action' | 'about'>, before: number | null, limit: number): Promise<AuditEntry[]> {
    return this.#administration.audit({ action: action ?? null, personId: about ?? null, before, limit });
  }
}
