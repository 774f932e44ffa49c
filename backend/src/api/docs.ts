import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { SESSION_COOKIE } from '../identity/credentials.ts';
import { eventsDocument } from './events-document.ts';

/** OpenAPI at /api/docs (page) and /api/docs-json, AsyncAPI at /api/docs/events. Both come from the schemas that check the input. */
export function serveDocs(app: INestApplication, version: string): void {
  const events = eventsDocument(version);
  app.getHttpAdapter().get('/api/docs/events', (_request: Request, response: Response) => response.json(events));
  const outline = new DocumentBuilder().setTitle('Wątek').setDescription('Self-hosted chat with rooms').setVersion(version);
  const document = SwaggerModule.createDocument(app, outline.addBearerAuth().addCookieAuth(SESSION_COOKIE).build());
  SwaggerModule.setup('api/docs', app, document);
}
