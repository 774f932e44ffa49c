import { Get, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { LIMITS } from '../contract/limits.ts';
import type { SearchPage, SearchQuery } from '../contract/rest.ts';
import { SEARCH_HAS, type SearchHas } from '../contract/search-query.ts';
import { principalOf } from '../identity/principal.ts';
import type { Session } from '../identity/session.ts';
import { SearchService } from '../rooms/search.service.ts';
import { id } from '../wire/schemas/text.ts';
import { searchPageSchema } from '../wire/schemas/views.ts';
import { ApiAnswers, ApiFilter } from './api-schemas.ts';
import { CurrentUser, GuardedController } from './auth.guard.ts';
import { PayloadPipe } from './payload.pipe.ts';
import { whole } from './request.ts';

const CURSOR = /^(?:\d{1,16}\.\d{1,16}\.[^\s]{1,128}|best\.\d{1,16}\.\d{1,6})$/u;
const KINDS = new RegExp(`^(?:${SEARCH_HAS.join('|')})(?:,(?:${SEARCH_HAS.join('|')})){0,3}$`, 'u');

const searchQuerySchema = z.strictObject({
  q: z.string().max(LIMITS.searchLength).optional().describe('Words, "phrases in quotes", and filters: from: in: before: after: has:link|code|image|file mentions:me is:pinned. Case and diacritics do not matter'),
  room: id.optional().describe('Its id or slug'),
  from: z.string().max(LIMITS.idLength).optional().describe('The id of a person, the beginning of a word of a name, or me'),
  before: whole(0, Number.MAX_SAFE_INTEGER).describe('Said before that time, in milliseconds since 1970'),
  after: whole(0, Number.MAX_SAFE_INTEGER).describe('Said then or later'),
  has: z.string().regex(KINDS).transform((kinds) => kinds.split(',') as SearchHas[]).optional().describe('link, code, image, file; several with commas between them'),
  mentions: z.literal('me').optional(),
  is: z.literal('pinned').optional(),
  order: z.enum(['newest', 'best']).optional().describe('newest where nothing is said'),
  cursor: z.string().max(200).regex(CURSOR).optional().describe('next of the page before'),
  limit: whole(1, LIMITS.hitsPerPage),
});

/** Messages by what stands in them. */
@ApiTags('search')
@GuardedController('api')
export class SearchController {
  readonly #search: SearchService;

  constructor(search: SearchService) {
    this.#search = search;
  }

  @Get('search')
  @ApiFilter(searchQuerySchema)
  @ApiAnswers({
    summary: 'Messages of the rooms that the caller may read, by what stands in them. A page may hold few, or none: next goes on',
    schema: searchPageSchema,
    failures: ['INVALID', 'TOO_LARGE', 'NOT_FOUND', 'RATE_LIMITED', 'BUSY'],
  })
  search(@Query(new PayloadPipe(searchQuerySchema)) query: SearchQuery, @CurrentUser() session: Session, @Res({ passthrough: true }) response: Response): Promise<SearchPage> {
    return this.#search.search(principalOf(session), query, () => !response.closed);
  }
}
