// @vitest-environment node
import { compile, run } from '@mdx-js/mdx';
import type { ComponentType } from 'react';
import * as runtime from 'react/jsx-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import recmaLatePassages from '../recma-late-passages';
import rehypePassages from '../rehype-passages';
import { splitPage } from './split-page';

const compiled = async (mdx: string): Promise<string> => String(await compile(mdx, { providerImportSource: 'provider', rehypePlugins: [rehypePassages], recmaPlugins: [recmaLatePassages] }));

/** Runs a module whose only imports are React’s and the provider’s. */
async function imported(code: string): Promise<{ default: ComponentType<{ n: number }> }> {
  const body = code.replace(/^import \{([^}]*)\} from .*$/gm, (_, names: string) => `const {${names.replaceAll(' as ', ': ')}} = arguments[0];`).replace('export default (', 'return {default: (');
  const module: unknown = await run(`${body.trim().replace(/;$/, '')}};`, { ...runtime, useMDXComponents: () => ({ Passage: 'div' }), baseUrl: import.meta.url });
  return module as { default: ComponentType<{ n: number }> };
}

it('leaves what is alive with the page, and writes what is still in the other half', async () => {
  const code = await compiled('# Title\n\nFirst.\n\n## One\n\nStill *words*.\n\n## Two\n\nAlive {1 + 1}.\n\n## Three\n\nStill, too.\n');
  const split = splitPage(code, './page.mdx?late')!;
  expect(split.page).toContain('First.');
  expect(split.page).toContain('Alive ');
  expect(split.page).not.toContain('Still');
  expect(split.page.match(/_jsx\(_Late, \{ n: \d \}\)/g)).toEqual(['_jsx(_Late, { n: 0 })', '_jsx(_Late, { n: 1 })']);
  expect(split.page).toContain('import("./page.mdx?late")');
  expect(split.late).not.toMatch(/First|Alive|export (?!default \()/);
  const { default: Written } = await imported(split.late);
  expect([0, 1].map((n) => renderToStaticMarkup(<Written n={n} />).trim())).toEqual(['<p>Still <em>words</em>.</p>', '<p>Still, too.</p>']);
});

it('leaves a page alone that has nothing still', async () => {
  expect(splitPage(await compiled('# Title\n\nFirst.\n'), './page.mdx?late')).toBeNull();
  expect(splitPage(await compiled('## One\n\n{1 + 1}\n'), './page.mdx?late')).toBeNull();
});

it('says so where a page is written in another way', () => {
  expect(() => splitPage('export default () => _jsx(Passage, { still: true, children: () => 1 });', './page.mdx?late')).toThrow('./page.mdx?late: the page’s content is not the result of a function _createMdxContent');
});
