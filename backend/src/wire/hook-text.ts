/** What programs post to a hook: our own `{ body }`, and the shapes that Slack's, Discord's and Mattermost's hooks take. */
import { z } from 'zod';

/** Slack's own bound. */
const MOST_ATTACHMENTS = 100;

const attachment = z.object({ fallback: z.string(), pretext: z.string(), title: z.string(), title_link: z.string(), text: z.string() }).partial();
const posted = z.object({ body: z.string(), text: z.string(), content: z.string(), clientId: z.string(), attachments: z.array(attachment).max(MOST_ATTACHMENTS) }).partial();

export interface HookText {
  body: string;
  clientId?: string;
}

/** null: nothing that could be said. */
export function hookText(value: unknown): HookText | null {
  const parsed = posted.safeParse(value);
  if (!parsed.success) return null;
  const { body, text, content, attachments = [], clientId } = parsed.data;
  const said = body ?? [fromSlack(text ?? content ?? ''), ...attachments.map(attachmentText)].filter((part) => part !== '').join('\n');
  return said.trim() === '' ? null : { body: said, ...(clientId !== undefined && { clientId }) };
}

function attachmentText({ fallback, pretext, title, title_link: link, text }: z.output<typeof attachment>): string {
  const heading = title === undefined || link === undefined ? title : `[${title}](${link})`;
  const parts = [pretext, heading, text].filter((part) => part !== undefined && part !== '').map((part) => fromSlack(part ?? ''));
  return parts.length > 0 ? parts.join('\n') : fromSlack(fallback ?? '');
}

/** Slack's links and calls in its own marks; nobody is called by a program from elsewhere. */
function fromSlack(text: string): string {
  return text
    .replace(/<((?:https?|mailto):[^|>\s]+)\|([^>]*)>/gu, '[$2]($1)')
    .replace(/<((?:https?|mailto):[^|>\s]+)>/gu, '$1')
    .replace(/<!(?:subteam\^[^|>]+\|)?(\w+)(?:\|[^>]*)?>/gu, '@$1')
    .replace(/<@(\w+)(?:\|([^>]*))?>/gu, (_, id: string, name?: string) => `@${name ?? id}`)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
