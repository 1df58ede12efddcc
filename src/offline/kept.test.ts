import { expect, it } from 'vitest';
import { kindsIn, languageSets } from './kept';
import { languageFiles } from './pageFiles';
import { readChunkGraph, type ChunkGraph, type Compilation } from './chunkGraph';

const graph: ChunkGraph = {
  entry: ['runtime.js', 'main.js'],
  named: { item: ['item.js'], one: ['one.js'], two: ['two.js'], root: ['root.js'], config: [] },
  islands: { lab: ['shared.js', 'lab.js'], diagram: ['diagram.js'] },
  later: [
    { from: ['main.js'], request: './SearchDialog', files: ['dialog.js'] },
    { from: ['dialog.js'], request: './search.worker.ts', files: ['worker.js'] },
    { from: ['lab.js'], request: './codemirror', files: ['editor.js'] },
    { from: ['diagram.js'], request: 'mermaid', files: ['mermaid/core.js'] },
  ],
};
const routes = {
  '/en/-a1b': { __comp: 'root', __context: { plugin: 'config' } },
  '/en/why-kubernetes-c2d': { __comp: 'item', content: 'one' },
  '/en/guides/two-0e3': { __comp: 'item', content: 'two' },
};

it('follows what each page and each island loads later', () => {
  const files = languageFiles(graph, routes, '/en/', 'v');
  expect(files.shell).toEqual(['dialog.js', 'main.js', 'root.js', 'runtime.js', 'worker.js']);
  expect(files.pages).toEqual({ 'why-kubernetes': ['item.js', 'one.js'], 'guides/two': ['item.js', 'two.js'] });
  expect(files.islands).toEqual({ lab: ['editor.js', 'lab.js', 'shared.js'], diagram: ['diagram.js', 'mermaid/core.js'] });
});

const html = (body: string) => `<html><head><link rel=stylesheet href=/en/style.css></head><body>${body}</body></html>`;
const files = ['index.html', 'curriculum.html', '404.html', 'why-kubernetes.html', 'labels.html', 'guides/two.html', 'search-index.json', 'search/0.json', 'search/1.json', 'style.css', 'img/a b.svg', 'unknown.js'];
const built = [...files.filter((file) => file.endsWith('.html') && !['why-kubernetes.html', 'labels.html'].includes(file)).map((file) => ({ file, html: html('') })), { file: 'why-kubernetes.html', html: html('<div id=x data-island=asleep data-kind=lab></div><img src="/en/img/a%20b.svg?1"><a href=/en/labels>') }, { file: 'labels.html', html: html('<div data-island=asleep data-kind=diagram></div>') }];
const all = [...files, 'main.js', 'runtime.js', 'dialog.js', 'worker.js', 'root.js', 'item.js', 'one.js', 'two.js', 'lab.js', 'shared.js', 'editor.js', 'diagram.js'];
const sets = languageSets(all, built, languageFiles(graph, routes, '/en/', 'v'), '/en/', ['/en/why-kubernetes', '/en/labels']);

it('puts into the shell what every page needs, pages last', () => {
  expect(new Set(sets.shell)).toEqual(new Set(['main.js', 'runtime.js', 'dialog.js', 'worker.js', 'root.js', 'style.css', 'search-index.json', 'index.html', 'curriculum.html', '404.html']));
  expect(sets.shell.slice(-3).every((file) => file.endsWith('.html'))).toBe(true);
});

it('gives each page its scripts, widgets, pictures and texts for the search, itself last', () => {
  expect(new Set(sets.pages['why-kubernetes.html'])).toEqual(new Set(['item.js', 'one.js', 'lab.js', 'shared.js', 'editor.js', 'img/a b.svg', 'search/0.json', 'why-kubernetes.html']));
  expect(sets.pages['why-kubernetes.html']!.at(-1)).toBe('why-kubernetes.html');
  expect(sets.pages['guides/two.html'], 'no widget of another page').toEqual(['item.js', 'two.js', 'guides/two.html']);
});

it('leaves out what is not to be kept, though a widget would load it: Mermaid', () => {
  expect(sets.pages['labels.html']).toEqual(['diagram.js', 'search/1.json', 'labels.html']);
});

it('makes stages of the parts that are there', () => {
  expect(sets.stages).toEqual([['why-kubernetes.html'], ['labels.html']]);
});

it('reads the kinds of islands from built HTML, and no other kinds', () => {
  expect(kindsIn('<div data-kind=new></div><div class="a" data-island="asleep" data-kind="etcd-quorum"><div data-kind=careful></div></div>')).toEqual(['etcd-quorum']);
});

it('reads from a compilation which files load which: pages and islands apart', () => {
  const block = (request: string, ...names: string[]) => ({ dependencies: [{ request }], files: names });
  const registry = block('@site/docs/one.mdx', 'one.js');
  const island = block('./Lab/Lab', 'lab.js');
  const module = (id: string, resource: string, blocks: unknown[], chunks: string[][]) => ({ identifier: () => id, resource, blocks, chunks });
  const modules = [
    module('x/.docusaurus/registry.js', 'registry.js', [registry], []),
    module('x/.docusaurus/routes.js|joined', 'routes.js', [registry, block('@theme/NotFound', 'lost.js')], [['main.js']]),
    module('widgets', '/src/widgets/index.ts', [island], []),
    module('page|joined', '/docs/one.mdx', [island, block('./Late', 'late.js')], [['one.js']]),
  ];
  const group = (...names: string[]) => ({ getFiles: () => names });
  const compilation = {
    modules,
    entrypoints: new Map([['main', group('main.js')]]),
    namedChunkGroups: new Map([['one', group('one.js')]]),
    chunkGraph: {
      getModuleChunks: ({ chunks }: { chunks: string[][] }) => chunks.map((names) => ({ files: names })),
      getBlockChunkGroup: (one: { files: string[] }) => group(...one.files),
    },
  };
  expect(readChunkGraph(compilation as unknown as Compilation, [{ name: 'lab', request: './Lab/Lab', file: '/src/widgets/index.ts' }])).toEqual({
    entry: ['main.js'],
    named: { one: ['one.js'] },
    islands: { lab: ['lab.js'] },
    later: [
      { from: ['main.js'], request: '@theme/NotFound', files: ['lost.js'] },
      { from: ['one.js'], request: './Late', files: ['late.js'] },
    ],
  });
});
