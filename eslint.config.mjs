import js from '@eslint/js';
import angular from 'angular-eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const BACKEND = './backend/src';

/** The house, ground floor first. A folder may import the folders its row names, and itself; nothing else. */
const FLOORS = {
  contract: [],
  concurrency: [],
  config: [],
  packets: ['contract'],
  storage: ['contract'],
  journal: ['contract', 'concurrency', 'storage'],
  'room-threads': ['contract', 'concurrency', 'packets', 'storage', 'journal'],
  admission: ['contract', 'config'],
  sessions: ['contract', 'config', 'storage', 'journal'],
  rooms: ['contract', 'config', 'packets', 'storage', 'journal', 'room-threads'],
  gateway: ['contract', 'config', 'packets', 'admission', 'sessions', 'rooms'],
  api: ['contract', 'config', 'admission', 'sessions', 'rooms', 'gateway'],
};

const FRONTEND_MAY = {
  'chat-socket': ['shared'],
  session: ['chat-socket', 'shared'],
  rooms: ['chat-socket', 'session', 'shared'],
  room: ['chat-socket', 'session', 'shared'],
  shared: [],
};

const zones = (root, floors) =>
  Object.entries(floors).flatMap(([folder, may]) =>
    Object.keys(floors)
      .filter((other) => other !== folder && !may.includes(other))
      .map((other) => ({
        target: `${root}/${folder}`,
        from: `${root}/${other}`,
        message: `${folder}/ may not import ${other}/: arrows go down only.`,
      })),
  );

const environmentOnlyInConfig = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only config/ reads the environment.',
};

const atomicsOnlyBelow = {
  selector: "Identifier[name='Atomics']",
  message: 'Only concurrency/, room-threads/ and journal/ say Atomics.',
};

const MARKUP = '/^(innerHTML|outerHTML|srcdoc|insertAdjacentHTML|setHTMLUnsafe|parseFromString|createContextualFragment)$/';
const noMarkup = 'What people write becomes text, never markup: templates render it.';
const noTrustInCode = [
  { selector: 'Identifier[name=/^bypassSecurityTrust/]', message: noMarkup },
  { selector: `MemberExpression[property.name=${MARKUP}]`, message: noMarkup },
  { selector: "MemberExpression[object.name='document'][property.name=/^write(ln)?$/]", message: noMarkup },
];
const noTrustInTemplates = [
  { selector: `BoundAttribute[name=${MARKUP}]`, message: noMarkup },
  { selector: `TextAttribute[name=${MARKUP}]`, message: noMarkup },
];

const only = (group, message) => ({ group, message });
const noSockets = only(['socket.io', 'socket.io/*', '@nestjs/websockets', '@nestjs/platform-socket.io'], 'Only gateway/ knows sockets.');
const noWorkers = only(['node:worker_threads'], 'Only room-threads/ and journal/ start threads.');
const mayAskForMainThread = { ...only(['node:worker_threads'], 'concurrency/ asks one thing of it: isMainThread.'), allowImportNames: ['isMainThread'] };
const noNest = only(['@nestjs/*', 'reflect-metadata'], 'What a thread loads is free of Nest.');

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.angular/', 'node_modules/', 'data/', 'test-results/', 'playwright-report/']),
  {
    files: ['**/*.mjs'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', fetch: 'readonly', Buffer: 'readonly', performance: 'readonly', setInterval: 'readonly', clearInterval: 'readonly', setImmediate: 'readonly' },
    },
  },
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: {
        tsconfigRootDir: import.meta.dirname,
        project: ['./backend/tsconfig.json', './frontend/tsconfig.app.json', './frontend/tsconfig.spec.json', './e2e/tsconfig.json'],
      },
    },
    rules: {
      complexity: ['error', 8],
      'max-depth': ['error', 3],
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 3],
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/explicit-member-accessibility': ['error', { accessibility: 'no-public' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', environmentOnlyInConfig, atomicsOnlyBelow],
    },
  },
  {
    files: ['backend/src/**/*.ts'],
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: zones(BACKEND, FLOORS) }],
      'no-restricted-imports': ['error', { patterns: [noSockets, noWorkers] }],
    },
  },
  {
    files: ['backend/src/{contract,concurrency}/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noSockets, noWorkers, noNest] }] },
  },
  { files: ['backend/src/concurrency/main-thread.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [noSockets, mayAskForMainThread, noNest] }] } },
  { files: ['backend/src/storage/**/*.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [noSockets, noWorkers, noNest] }] } },
  { files: ['backend/src/{journal,room-threads}/**/*.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [noSockets, noNest] }] } },
  { files: ['backend/src/{concurrency,journal,room-threads}/**/*.ts'], rules: { 'no-restricted-syntax': ['error', environmentOnlyInConfig] } },
  { files: ['backend/src/config/**/*.ts'], rules: { 'no-restricted-syntax': ['error', atomicsOnlyBelow] } },
  { files: ['backend/src/{gateway/**/*,app.module,main}.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [noWorkers] }] } },
  {
    files: ['**/*.spec.ts', '**/*.e2e-spec.ts', '**/*.test-kit.ts', 'backend/test/**/*.ts', 'e2e/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 400 }],
      'no-restricted-imports': 'off',
      'no-restricted-syntax': 'off',
      'import-x/no-restricted-paths': 'off',
    },
  },
  {
    files: ['frontend/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'wt', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: 'wt', style: 'camelCase' }],
      'import-x/no-restricted-paths': ['error', { zones: zones('./frontend/src/app', FRONTEND_MAY) }],
    },
  },
  {
    files: ['frontend/src/app/**/*.ts'],
    ignores: ['frontend/src/app/chat-socket/**', '**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [only(['socket.io-client'], 'Only chat-socket/ knows the socket.')] }] },
  },
  {
    files: ['frontend/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.test-kit.ts'],
    rules: { 'no-restricted-syntax': ['error', environmentOnlyInConfig, atomicsOnlyBelow, ...noTrustInCode] },
  },
  {
    files: ['frontend/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    rules: { 'no-restricted-syntax': ['error', ...noTrustInTemplates] },
  },
);
