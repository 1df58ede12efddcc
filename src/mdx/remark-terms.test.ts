import { expect, it } from 'vitest';
import remarkTerms from './remark-terms';

interface Element {
  type: string;
  name?: string;
  value?: string;
  attributes?: { type: string; name?: string; value?: unknown }[];
  children?: Element[];
}

const element = (name: string, id?: string): Element => ({ type: 'mdxJsxTextElement', name, attributes: id === undefined ? [] : [{ type: 'mdxJsxAttribute', name: 'id', value: id }], children: [] });
const text = (value: string): Element => ({ type: 'text', value });

function run(children: Element[], path = '/docs/a.mdx') {
  const fail = (reason: string): never => {
    throw new Error(reason);
  };
  remarkTerms()({ type: 'root', children: [{ type: 'paragraph', children }] }, { path, fail });
  return (index: number, name: string) => children[index]!.attributes?.find((attribute) => attribute.name === name)?.value;
}

it('fills a term in the page’s language', () => {
  expect(run([element('Term', 'pod')])(0, 'name')).toBe('파드');
  expect(run([element('Term', 'pod')], '/i18n/en/x/a.mdx')(0, 'name')).toBe('Pod');
});

it('keeps the particle and the punctuation that follow with the word', () => {
  const particle = [element('Term', 'pod'), text('를 만듭니다.')];
  expect(run(particle)(0, 'tail')).toBe('를');
  expect(particle[1]!.value).toBe(' 만듭니다.');
  expect(run([element('Term', 'pod'), text('입니다.” 다음')])(0, 'tail')).toBe('입니다.”');
  expect(run([element('Term', 'pod'), text(' 안의')])(0, 'tail')).toBeUndefined();
  expect(run([element('Term', 'pod'), text('(Pod)')])(0, 'tail')).toBeUndefined();
});
