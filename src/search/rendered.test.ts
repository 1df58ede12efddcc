import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { picturedTexts, type HtmlNode } from './rendered';

const read = (html: string) => Object.fromEntries(picturedTexts(unified().use(rehypeParse).parse(html) as HtmlNode));

describe('the texts of pictures', () => {
  it('stand below their headings, with labels and without scripts', () => {
    const html = `<nav><figure>menu</figure></nav><article><figure><svg role="img" aria-label="Four eras"><text>1960</text></svg><figcaption>Eras</figcaption></figure>
      <h2 id="one">One</h2><p>said</p><div data-island="asleep"><h3>CPU</h3><button>Add</button><script>x()</script></div>
      <h3 id="two">Two</h3><svg><title>A path</title></svg></article>`;
    expect(read(html)).toEqual({ '': 'Four eras 1960 Eras', one: 'CPU Add', two: 'A path' });
  });

  it('leave out the list of terms', () => {
    expect(read('<article><div data-island="asleep"><dt id="term-pod">Pod</dt></div><div data-island="asleep">cards</div></article>')).toEqual({ '': 'cards' });
  });
});
