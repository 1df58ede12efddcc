// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { pageBehind } from './pageBehind';

afterEach(() => {
  document.body.innerHTML = '';
});

function behind(link: string, base = '/'): string | null {
  window.history.replaceState(null, '', '/why-kubernetes');
  document.documentElement.lang = 'ko';
  document.body.innerHTML = link;
  return pageBehind(document.querySelector('b') ?? document.querySelector('a'), base);
}

describe('the page behind a link', () => {
  it('is its path with query and hash', () => {
    expect(behind('<a href="/guides/x?a=1#b">x</a>')).toBe('/guides/x?a=1#b');
    expect(behind('<a href="/glossary"><b>x</b></a>')).toBe('/glossary');
    expect(behind('<a href="/course/glossary">x</a>', '/course/')).toBe('/course/glossary');
  });

  it.each([
    ['a place on the same page', '<a href="#three-questions">x</a>'],
    ['another site', '<a href="https://kubernetes.io/docs">x</a>'],
    ['another site on the same host', '<a href="/elsewhere">x</a>', '/course/'],
    ['another language', '<a href="/en/glossary" hreflang="en">x</a>'],
    ['a file', '<a href="/llms.txt">x</a>'],
    ['a download', '<a href="/glossary" download>x</a>'],
    ['a new window', '<a href="/glossary" target="_blank">x</a>'],
    ['no link', '<b>x</b>'],
  ])('is none for %s', (_, html, base?: string) => {
    expect(behind(html, base)).toBeNull();
  });
});
