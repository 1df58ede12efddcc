import { describe, expect, it } from 'vitest';
import { pageOfSource, pagesOfFiles } from './changed';

describe('the page of a source', () => {
  it.each([
    ['docs/01-why-kubernetes.mdx', 'why-kubernetes'],
    ['docs/guides/open-questions.mdx', 'guides/open-questions'],
    ['i18n/en/docusaurus-plugin-content-docs/current/12-network-policy.mdx', 'network-policy'],
    ['src/pages/index.tsx', null],
    ['docs/manifests/pod.yaml', null],
  ])('%s: %s', (file, page) => expect(pageOfSource(file)).toBe(page));
});

it('a changed widget or figure concerns the pages on which it stands, a word in a text does not', () => {
  const sources = [
    { page: 'one', text: '<CgroupLab />' },
    { page: 'two', text: 'CgroupLab and <CgroupLabel />' },
    { page: 'three', text: '<FourEras />' },
  ];
  expect(pagesOfFiles(['src/widgets/CgroupLab/CgroupLab.tsx', 'src/components/figures/FourEras.tsx', 'src/css/site.css'], sources)).toEqual(['one', 'three']);
});
