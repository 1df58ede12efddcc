// What `tsc` cannot see: habits of TypeScript and React, accessibility of the markup, and the purity of the simulation.
import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';
import jsxA11y from 'eslint-plugin-jsx-a11y';

/** Globals through which a clock, chance, the network or the page could leak into the simulation. */
const impureGlobals = [
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame', 'performance'].map((name) => ({
    name,
    message: 'The simulation has its own clock: take the virtual time as an argument.',
  })),
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'window', 'document', 'navigator', 'localStorage', 'sessionStorage', 'location'].map((name) => ({
    name,
    message: 'The simulation knows no page and no network: pass data in and give data out.',
  })),
  ...['process', 'Buffer', '__dirname', 'require', 'globalThis', 'crypto'].map((name) => ({
    name,
    message: 'The simulation runs in every browser: no platform API.',
  })),
];

const isTest = ['**/*.test.{ts,tsx}', '**/testing/**'];

/** A table that CSS lays out anew on a phone loses its roles, so they may be written out. */
const tableRoles = { table: ['table'], thead: ['rowgroup'], tbody: ['rowgroup'], tr: ['row'], th: ['columnheader'], td: ['cell'] };

export default tseslint.config(
  { ignores: ['build/**', '.docusaurus*/**', 'node_modules/**', '.tmp/**', 'test-results/**', 'packages/*/dist/**', 'static/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.strict,
  {
    files: ['**/*.{ts,tsx,mts}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', prefer: 'type-imports' }],
      // tsc reports unused names already, with the same exceptions for a leading underscore.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      // Index access on data the code has just measured is everywhere in a simulation; tests still cover the bounds.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description', 'ts-ignore': true, 'ts-nocheck': true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-implied-eval': 'error',
      'prefer-const': 'error',
      'no-var': 'error',
    },
  },
  {
    // Pieces of one script: what one defines another uses.
    files: ['src/offline/worker/*.js'],
    languageOptions: { sourceType: 'script' },
    rules: { '@typescript-eslint/no-unused-vars': ['error', { vars: 'local', caughtErrors: 'none' }] },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: isTest,
    rules: { 'no-console': 'error' },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    // Tests call hooks inside renderHook's callback.
    ignores: isTest,
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'react-hooks/purity': 'error',
    },
  },
  {
    files: ['src/**/*.tsx'],
    ...jsxA11y.flatConfigs.recommended,
    rules: {
      ...jsxA11y.flatConfigs.recommended.rules,
      // A region that scrolls must be reachable from the keyboard, and a list keeps its role where CSS takes its bullets away.
      'jsx-a11y/no-noninteractive-tabindex': ['error', { roles: ['region', 'group', 'tabpanel', 'img', 'figure'], tags: ['pre'], allowExpressionValues: true }],
      'jsx-a11y/no-redundant-roles': ['error', { ul: ['list'], ol: ['list'], nav: ['navigation'], ...tableRoles }],
      'jsx-a11y/no-interactive-element-to-noninteractive-role': ['error', { tr: ['none', 'presentation', 'row'], canvas: ['img'], th: ['columnheader', 'rowheader'], td: ['cell'] }],
      'jsx-a11y/label-has-associated-control': ['error', { assert: 'either', depth: 4 }],
    },
  },
  {
    files: ['src/simulation/**/*.ts'],
    ignores: isTest,
    rules: {
      'no-restricted-globals': ['error', ...impureGlobals],
      'no-restricted-syntax': [
        'error',
        { selector: "Identifier[name='Date']", message: 'The simulation has its own clock: take the virtual time as an argument.' },
        { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Chance comes from the seeded generator that the caller passes in.' },
        { selector: 'ImportExpression', message: 'The simulation loads nothing at run time.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*', 'fs', 'path', 'os', 'crypto', 'worker_threads'], message: 'The simulation runs in every browser: no Node API.' },
            { group: ['react', 'react-dom', 'react-dom/*', '@docusaurus/*', '@theme/*'], message: 'The simulation has no views; they live in src/widgets.' },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.{cjs,mjs,js}'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
