import { randomUUID } from 'node:crypto';
import { Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import type { MessageStored } from '../contract/commands.ts';
import { networkOf } from '../identity/ip-address.ts';
import { ProxyTrust } from '../identity/proxy-trust.ts';
import { RateLimits } from '../identity/rate-limits.ts';
import { HooksService } from '../rooms/hooks.service.ts';
import { ChatError } from '../wire/chat-error.ts';
import { hookText } from '../wire/hook-text.ts';
import { hookPostSchema } from '../wire/schemas/hooks.ts';
import { parse } from '../wire/schemas/parse.ts';
import { sendMessageBodySchema } from '../wire/schemas/payloads.ts';
import { id } from '../wire/schemas/text.ts';
import { ackDataSchemas } from '../wire/schemas/facts.ts';
import { ApiAnswers, ApiPayload } from './api-schemas.ts';
import { PayloadPipe } from './payload.pipe.ts';
import { postedBody } from './posted-body.ts';

/** The doors themselves: whoever has the secret may speak, and nothing else. No session counts here, so no page can be tricked into it. */
@ApiTags('hooks')
@Controller('api/hooks')
export class HooksController {
  readonly #hooks: HooksService;
  readonly #rates: RateLimits;
  readonly #proxy: ProxyTrust;

  constructor(hooks: HooksService, rates: RateLimits, proxy: ProxyTrust) {
    this.#hooks = hooks;
    this.#rates = rates;
    this.#proxy = proxy;
  }

  @Post(':secret')
  @HttpCode(200)
  @ApiPayload(hookPostSchema)
  @ApiAnswers({ summary: 'Say something in the room of this hook: JSON, Slack’s form, or plain text', schema: ackDataSchemas['message:send'], failures: ['INVALID', 'TOO_LARGE', 'NOT_FOUND', 'FORBIDDEN', 'RATE_LIMITED', 'BUSY', 'ROOM_UNAVAILABLE'] })
  async post(@Param('secret', new PayloadPipe(id)) secret: string, @Req() request: Request): Promise<MessageStored> {
    ChatError.ifTooFast(this.#rates.read(networkOf(this.#proxy.addressOf(request))), 'Too many requests in a short time.');
    const hook = await this.#hooks.find(secret);
    ChatError.ifTooFast(this.#rates.command(hook.id), 'Too many messages in a short time.');
    const said = hookText(await postedBody(request));
    if (said === null) throw new ChatError('INVALID', 'Post {"text":"..."}, or plain text with content-type: text/plain.');
    const { body, clientId } = parse(sendMessageBodySchema, said);
    return this.#hooks.post(hook, { body, clientId: clientId ?? randomUUID() });
  }
}
