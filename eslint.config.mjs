import js from '@eslint/js';
import angular from 'angular-eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import maxParams from './scripts/lint/max-params.mjs';
import noImportCircle from './scripts/lint/no-import-circle.mjs';

const BACKEND = './backend/src';

/** The house: a room may import the rooms its row names, and itself; nothing else. `app` and `cli` may import everything. */
const BACKEND_MAY = {
  contract: [],
  concurrency: [],
  wire: ['contract'],
  store: ['contract', 'concurrency'],
  'room-threads': ['contract', 'concurrency', 'wire', 'store'],
  identity: ['contract', 'wire', 'store'],
  rooms: ['contract', 'wire', 'store', 'room-threads'],
  live: ['contract', 'wire', 'store', 'identity', 'rooms'],
  files: ['contract', 'wire', 'store', 'identity', 'rooms'],
  gateway: ['contract', 'wire', 'identity', 'rooms', 'live'],
  api: ['contract', 'wire', 'identity', 'rooms', 'live', 'files', 'gateway'],
  app: null,
  cli: null,
};

const GROUND = ['ui', 'i18n', 'local'];
const SERVER = ['connection', 'api', ...GROUND];
const FEATURE = ['memberships', ...SERVER];

/** The page: features never import each other, and only the shell puts them together. */
const FRONTEND_MAY = {
  local: [],
  i18n: ['local'],
  ui: ['i18n', 'local'],
  api: GROUND,
  connection: ['api', ...GROUND],
  memberships: SERVER,
  room: FEATURE,
  'room-list': FEATURE,
  auth: FEATURE,
  search: FEATURE,
  files: FEATURE,
  notifications: FEATURE,
  threads: FEATURE,
  settings: FEATURE,
  admin: FEATURE,
  shell: null,
};

const zones = (root, rooms) =>
  Object.entries(rooms)
    .filter(([, may]) => may !== null)
    .flatMap(([room, may]) =>
      Object.keys(rooms)
        .filter((other) => other !== room && !may.includes(other))
        .map((other) => ({
          target: `${root}/${room}`,
          from: `${root}/${other}`,
          message: `${room}/ may not import ${other}/: arrows go down only.`,
        })),
    );

/** What stands behind the store's port: whoever opens a store chooses one, nobody else knows which it is. */
const STORE_ENGINES = ['sqlite'];
const behindThePort = STORE_ENGINES.flatMap((engine) => {
  const outside = Object.keys(BACKEND_MAY).filter((room) => room !== 'store' && BACKEND_MAY[room] !== null);
  return [...outside, 'store/*.ts'].map((target) => ({
    target: `${BACKEND}/${target}`,
    from: `${BACKEND}/store/${engine}`,
    message: 'The store is known by its port, store/store.ts; only app/ and cli/ choose an engine.',
  }));
});

const environmentOnlyInConfig = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only app/config/ reads the environment.',
};

const atomicsOnlyBelow = {
  selector: "Identifier[name='Atomics']",
  message: 'Only concurrency/, room-threads/ and store/ say Atomics.',
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
const noWorkers = only(['node:worker_threads'], 'Only room-threads/ and store/ start threads.');
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
    // Parts of these run in the page.
    files: ['bench/page/**/*.mjs'],
    languageOptions: { globals: { document: 'readonly', addEventListener: 'readonly', requestAnimationFrame: 'readonly', PerformanceObserver: 'readonly' } },
  },
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.recommendedTypeChecked],
    plugins: { 'import-x': importX, watek: { rules: { 'max-params': maxParams, 'no-import-circle': noImportCircle } } },
    languageOptions: {
      parserOptions: {
        tsconfigRootDir: import.meta.dirname,
        project: ['./backend/tsconfig.json', './frontend/tsconfig.app.json', './frontend/tsconfig.spec.json', './e2e/tsconfig.json', './frontend/service-worker/tsconfig.json'],
      },
    },
    rules: {
      complexity: ['error', 8],
      'max-depth': ['error', 3],
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
      'watek/max-params': ['error', 3],
      'watek/no-import-circle': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/explicit-member-accessibility': ['error', { accessibility: 'no-public' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', environmentOnlyInConfig, atomicsOnlyBelow],
    },
  },
  {
    files: ['backend/src/**/*.ts'],
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: [...zones(BACKEND, BACKEND_MAY), ...behindThePort] }],
      'no-restricted-imports': ['error', { patterns: [noSockets, noWorkers] }],
    },
  },
  {
    files: ['backend/src/{contract,concurrency}/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noSockets, noWorkers, noNest] }] },
  },
  { files: ['backend/src/concurrency/main-thread.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [noSockets, mayAskForMainThread, noNest] }] } },
  { files: ['backend/src/{store,room-threads}/**/*.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [noSockets, noNest] }] } },
  { files: ['backend/src/{concurrency,store,room-threads}/**/*.ts'], rules: { 'no-restricted-syntax': ['error', environmentOnlyInConfig] } },
  { files: ['backend/src/app/config/**/*.ts'], rules: { 'no-restricted-syntax': ['error', atomicsOnlyBelow] } },
  { files: ['backend/src/{gateway/**/*,app/**/*,main}.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [noWorkers] }] } },
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
    ignores: ['frontend/src/app/connection/**', '**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [only(['socket.io-client'], 'Only connection/ knows the socket.')] }] },
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
