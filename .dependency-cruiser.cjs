// The arrows of the house: each room may use the rooms listed after it and nothing else.
const decisions = ['base', 'api', 'scheduler', 'resources', 'policy', 'network', 'render'];
const rooms = {
  base: [],
  api: ['base'],
  scheduler: ['base', 'api'],
  resources: ['base', 'api'],
  // The noisy neighbour of the container-vs-VM model is computed by the CPU model.
  virtualization: ['base', 'api', 'resources'],
  policy: ['base', 'api'],
  network: ['base', 'api', 'policy'],
  render: ['base', 'api'],
  cluster: decisions,
  kubectl: [...decisions, 'cluster'],
  gitops: [...decisions, 'cluster', 'kubectl'],
  tools: [...decisions, 'cluster', 'gitops', 'kubectl'],
  shell: [...decisions, 'cluster', 'gitops', 'kubectl', 'tools'],
  scenarios: [...decisions, 'virtualization', 'cluster', 'gitops', 'kubectl', 'tools', 'shell'],
};

const test = '\\.test\\.tsx?$|/testing/';
const room = (names) => `^src/simulation/(${names.join('|')})/`;

/** Files directly in src/simulation (the version, the random generator) belong to every room. */
const roomRules = Object.entries(rooms).map(([name, below]) => ({
  name: `room-${name}`,
  severity: 'error',
  comment: `src/simulation/${name} may use ${below.length ? below.join(', ') : 'no other room'}; move what both need to a room below, or pass it in as data.`,
  from: { path: room([name]) },
  to: { path: '^src/simulation/[^/]+/', pathNot: room([name, ...below]) },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'known-rooms-only',
      severity: 'error',
      comment: 'A new folder in src/simulation needs its place in the list of rooms above.',
      from: { path: '^src/simulation/[^/]+/', pathNot: room(Object.keys(rooms)) },
      to: {},
    },
    {
      name: 'simulation-stands-alone',
      severity: 'error',
      comment: 'The core imports no view and no page; give data out and let the widget draw it.',
      from: { path: '^src/simulation/' },
      to: { path: '^src/', pathNot: '^src/simulation/' },
    },
    {
      name: 'simulation-packages',
      severity: 'error',
      comment: 'The core needs no package.',
      from: { path: '^src/simulation/', pathNot: test },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-no-pkg', 'npm-unknown', 'core']},
    },
    {
      name: 'simulation-not-from-tests',
      severity: 'error',
      comment: 'Code that ships must not lean on a test.',
      from: { pathNot: test },
      to: { path: test },
    },
    {
      name: 'components-without-widgets',
      severity: 'error',
      comment: 'Course furniture knows no widget; the page puts the two together.',
      from: { path: '^src/(components|course|diagrams|i18n|mdx|phrases)/' },
      to: { path: '^src/(widgets|pages|theme)/' },
    },
    {
      name: 'widgets-below-pages',
      severity: 'error',
      comment: 'A widget can stand on any page, so it knows none.',
      from: { path: '^src/widgets/' },
      to: { path: '^src/(pages|theme)/' },
    },
    { name: 'no-cycles', severity: 'error', comment: 'Two modules that need each other are one, or lack a third.', from: {}, to: { circular: true } },
    {
      name: 'no-orphans-in-the-core',
      severity: 'error',
      comment: 'Nobody imports this module: use it or remove it.',
      from: { orphan: true, path: '^src/simulation/', pathNot: `${test}|\\.d\\.ts$|/index\\.ts$` },
      to: {},
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'This import leads nowhere.',
      // Docusaurus makes these names itself at build time.
      from: {},
      to: { couldNotResolve: true, pathNot: '^(@theme|@theme-original|@theme-init|@docusaurus|@generated|@site)(/|$)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
    exclude: { path: '\\.module\\.css$' },
  },
};
