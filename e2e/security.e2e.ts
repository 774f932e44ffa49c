import type { Page } from '@playwright/test';
import { expect, test } from './kit/test.ts';

const RUN = 'globalThis.hacked=1';
const NAME = `<b onclick=${RUN}>Ann`;
const ROOM = `"><script>${RUN}</script>`;
const TOPIC = `{{constructor.constructor('${RUN}')()}} <svg onload=${RUN}> javascript:${RUN}`;

const CORPUS = [
  `<script>${RUN}</script>`,
  `</p><script src="data:text/javascript,${RUN}"></script>`,
  `<img src=x onerror=${RUN}>`,
  `"><svg/onload=${RUN}>`,
  `<svg><animate onbegin=${RUN} attributeName=x></svg>`,
  `<a href="javascript:${RUN}">click</a>`,
  `javascript:${RUN}//`,
  `JaVaScRiPt:${RUN} vbscript:${RUN} data:text/html,<script>${RUN}</script>`,
  `https://example.org/"onmouseover="${RUN}`,
  `https://example.org/'><img src=x onerror=${RUN}>`,
  `[click](javascript:${RUN})`,
  `<iframe srcdoc="<script>parent.hacked=1</script>"></iframe>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${RUN}>`,
  `{{constructor.constructor('${RUN}')()}} \${${RUN}} #{${RUN}} {%raw%}`,
  `<style>*{display:none}</style><base href="https://example.org/"><form action=x><input name=body>`,
  `&lt;script&gt;${RUN}&lt;/script&gt; &#60;img src=x onerror=${RUN}&#62;`,
  `\u202Etxet desrever\u202C and \u2066isolated\u2069`,
  'שלום, עולם! مرحبا بالعالم',
  'zero\u200Bwidth\u200Djoined\uFEFFtext',
  `Z${'\u0301\u0302\u0303'.repeat(40)}algo`,
  'unbroken'.repeat(300),
  `https://example.org/${'x'.repeat(900)}`,
  'two\nlines\tand a tab',
];

/** What no text of a person may ever become. */
function dangersIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const elements = [...document.querySelectorAll('*')];
    const attributes = elements.flatMap((element) => [...element.attributes]);
    return [
      ...attributes.filter(({ name }) => name.startsWith('on')).map(({ name }) => `attribute ${name}`),
      ...attributes.filter(({ value }) => /^\s*(javascript|vbscript|data):/i.test(value)).map(({ name, value }) => `${name}=${value}`),
      ...elements.filter((element) => element.matches('main :is(script, img, iframe, style, base, math, table, form form, b[onclick])')).map(({ outerHTML }) => outerHTML),
      ...[...document.scripts].filter(({ src }) => new URL(src, location.href).origin !== location.origin).map(({ outerHTML }) => outerHTML),
      ...('hacked' in globalThis ? ['a script has run'] : []),
    ];
  });
}

test('every text of a person is shown as the text it is, wherever it stands', async ({ enters }) => {
  const ann = await enters(NAME);
  await ann.createsRoom(ROOM, TOPIC);
  const bob = await enters('Bob', { width: 360 });
  await bob.opensRoom(ROOM);

  for (const text of CORPUS) await ann.says(text);
  await expect(bob.bodies).toHaveCount(CORPUS.length);

  for (const person of [ann, bob]) {
    expect(await person.bodies.evaluateAll((bodies) => bodies.map(({ textContent }) => textContent))).toEqual(CORPUS);
    // In the middle it is shortened.
    await expect(person.log.locator('.author bdi').first()).toHaveText('<b onclick=globa…cked=1>Ann');
    await expect(person.page.locator('main header p')).toHaveText(TOPIC);
    expect(await dangersIn(person.page)).toEqual([]);
  }
});

test('no text makes the page wider or takes its neighbours along', async ({ enters }) => {
  const ann = await enters('Ann', { width: 360 });
  await ann.createsRoom('m'.repeat(60), 'w'.repeat(250));

  for (const text of CORPUS) await ann.says(text);
  await expect(ann.bodies).toHaveCount(CORPUS.length);

  const widths = await ann.page.evaluate(() => ['html', '[role=log]', 'main', 'main header'].map((part) => document.querySelector(part)?.scrollWidth));
  expect(widths).toEqual([360, 360, 360, 360]);
  await expect(ann.page.locator('p.body, bdi').first()).toHaveCSS('unicode-bidi', /isolate|plaintext/);
});

test('a link goes only to the web, and does not tell where it was clicked', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Links');

  await ann.says('see https://example.org/a?b=c. and javascript:alert(1) and data:text/html,x');

  const links = ann.log.getByRole('link');
  await expect(links).toHaveCount(1);
  await expect(links).toHaveAttribute('href', 'https://example.org/a?b=c');
  await expect(links).toHaveAttribute('rel', /noopener noreferrer/);
});

test('the page enforces what the headers say', async ({ enters }) => {
  const ann = await enters('Ann');

  const blocked = await ann.page.evaluate(() => {
    const element = document.createElement('div');
    try {
      element.innerHTML = '<b>markup</b>';
      return 'written';
    } catch (error) {
      return (error as Error).name;
    }
  });

  expect(blocked).toBe('TypeError');
  await expect.poll(() => ann.complaints.length).toBeGreaterThan(0);
  expect(ann.complaints.join('\n')).toContain('TrustedHTML');
  // These were asked for.
  ann.complaints.length = 0;
});
