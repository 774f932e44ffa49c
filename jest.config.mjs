import presets from 'jest-preset-angular/presets/index.js';

const swc = {
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: 'es6' },
};

/** @type {import('jest').Config} */
export default {
  maxWorkers: 2,
  testTimeout: 30_000,
  projects: [
    {
      displayName: 'backend',
      rootDir: 'backend',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.e2e-spec.ts'],
      extensionsToTreatAsEsm: ['.ts'],
      setupFiles: ['<rootDir>/test/preload-nest.ts'],
      transform: { '^.+\\.ts$': ['@swc/jest', swc] },
    },
    {
      displayName: 'frontend',
      rootDir: 'frontend',
      ...presets.createEsmPreset({
        tsconfig: '<rootDir>/tsconfig.spec.json',
        testEnvironment: '<rootDir>/test/jsdom-with-fetch.mjs',
      }),
      testMatch: ['<rootDir>/src/**/*.spec.ts'],
      setupFilesAfterEnv: ['<rootDir>/test/setup-jest.ts'],
      moduleNameMapper: {
        '^@contract/(.*)$': '<rootDir>/../backend/src/contract/$1',
        // The compiler writes the imports of the contract's modules with .js.
        '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.js'],
        // Specs talk to a real Socket.IO server, which needs the ws of Node and not the one of browsers.
        '^ws$': '<rootDir>/../node_modules/ws/index.js',
      },
    },
  ],
};
