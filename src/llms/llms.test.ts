import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCatalogs } from './catalogs';
import { htmlToMarkdown } from './html';
import { llmsText } from './llmsText';
import { mdxToMarkdown, pageFacts } from './mdx';

const siteDir = resolve(import.meta.dirname, '../..');
const catalogs = openCatalogs(siteDir);
const front = '---\ntitle: A page\ndescription: What it says.\npart: 3\n---\n\n';
const convert = (body: string, locale: 'ko' | 'en' = 'en') =>
  mdxToMarkdown(front + body, { locale, catalogs, url: 'https://site.example/base/en/page', localeUrl: 'https://site.example/base/en/' }).markdown.split('\n').slice(6).join('\n').trim();

describe('a page as Markdown', () => {
  it('begins with its title, its description and its address', () => {
    const { markdown } = mdxToMarkdown(front, { locale: 'en', catalogs, url: 'https://site.example/en/page', localeUrl: 'https://site.example/en/' });
    expect(markdown).toBe('# A page\n\n> What it says.\n\n<https://site.example/en/page>\n');
  });

  it('keeps text, code and tables, and drops heading ids and comments', () => {
    expect(convert('## Words {/* #words */}\n\n**Bold** `code`\n\n```yaml title="x.yaml"\na: 1\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n{/* not seen */}')).toBe(
      '## Words\n\n**Bold** `code`\n\n```yaml\na: 1\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |',
    );
  });

  it('lists objectives', () => {
    expect(convert('<Objectives>\n<Objective id="a">Say *a*.</Objective>\n<Objective id="b">Say b.</Objective>\n</Objectives>')).toBe('**After this you can**\n\n- Say *a*.\n- Say b.');
  });

  it('asks and answers, with numbers, in the page’s language', () => {
    const quiz = '<SelfCheck>\n<Question id="a" ask="Is `x` right?">\nYes.\n\n- Because.\n</Question>\n<Question id="b" ask="And y?">No.</Question>\n</SelfCheck>';
    expect(convert(quiz)).toBe('**Question 1. Is `x` right?**\n\nYes.\n\n- Because.\n\n**Question 2. And y?**\n\nNo.');
    expect(convert(quiz, 'ko')).toContain('**질문 1. Is `x` right?**');
  });

  it('numbers citations as the page does and lists the sources in that order', () => {
    const body = 'First<Cite id="b" />, then<Cite id="a" />.\n\n<Sources>\n<Source id="a" href="https://a.example/" title="A" checked="2026-01-02" />\n<Source id="b" href="https://b.example/" title="B" />\n</Sources>';
    expect(convert(body)).toBe('First[1], then[2].\n\n1. [B](https://b.example/)\n2. [A](https://a.example/) · checked 2026-01-02');
  });

  it('says what a diagram shows', () => {
    expect(convert('```mermaid title="The path" alt="A calls B."\nflowchart LR\n  a --> b\n```')).toBe('**Figure: The path** — A calls B.');
  });

  it('says what a widget and a figure are, in the words of their own catalogs', () => {
    expect(convert('<CostCalculator />')).toMatch(/^\*\*Experiment: Managed or your own: cost a month\*\* — Set the tier/);
    expect(convert('<FourEras />')).toMatch(/^\*\*Figure: Four eras, and where the kernel sits\*\* — Virtual machines give .* not to scale\./);
  });

  it('labels mistakes, notes and what older posts say', () => {
    expect(convert('<Mistake id="m" symptom="`x` fails">\n<Why>\nBecause.\n</Why>\n<Fix>\nDo so.\n</Fix>\n</Mistake>')).toBe('**Symptom** `x` fails\n\n**Why** Because.\n\n**Fix** Do so.');
    expect(convert('<Callout kind="careful" title="Hot">\nDo not touch.\n</Callout>')).toBe('> **Careful: Hot**\n>\n> Do not touch.');
    expect(convert('<OlderPost id="o" claim="All is well.">\nIt is not.\n</OlderPost>')).toBe('**Older posts say** All is well.\n\n**What is right today** It is not.');
  });

  it('gives links inside the site their full address', () => {
    expect(convert('[a](/other#x) [b](#here) [c](https://c.example/)')).toBe('[a](https://site.example/base/en/other#x) [b](https://site.example/base/en/page#here) [c](https://c.example/)');
  });

  it('stops at a component without words, at an expression, and at a citation without source', () => {
    expect(() => convert('<Unheard />')).toThrow(/<Unheard> is neither/);
    expect(() => convert('{1 + 1}')).toThrow('no plain text');
    expect(() => convert('x<Cite id="none" />')).toThrow('has no <Source');
  });
});

describe('every page of the course', () => {
  const folders = [['ko', 'docs'], ['en', 'i18n/en/docusaurus-plugin-content-docs/current']] as const;
  const pages = folders.flatMap(([locale, folder]) =>
    readdirSync(join(siteDir, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.mdx?$/.test(name))
      .map((name) => [locale, join(folder, name)] as const),
  );

  it.each(pages)('%s %s becomes plain Markdown with all its questions and sources', (locale, file) => {
    const source = readFileSync(join(siteDir, file), 'utf8');
    const { markdown } = mdxToMarkdown(source, { locale, catalogs, url: 'https://site.example/x', localeUrl: 'https://site.example/' });
    const prose = markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
    expect(prose, 'no component is left').not.toMatch(/<\/?[A-Z]\w+[\s/>]/);
    expect(prose, 'no expression is left').not.toMatch(/\{\/\*/);
    for (const [, ask = ''] of source.matchAll(/<Question\b[^>]*\bask="([^"]*)"/g)) expect(markdown).toContain(ask.split('`')[0]!.slice(0, 12).trim());
    for (const [, href = ''] of source.matchAll(/<Source\b[^>]*\bhref="([^"]*)"/g)) expect(markdown).toContain(href);
    expect(markdown.length).toBeGreaterThan(source.length / 3);
  });
});

describe('a page that is not a doc', () => {
  const html = `<!doctype html><head><meta name="description" content="All of it."></head><body><nav>Menu</nav><main><h1>Home</h1>
    <p>Read <a href="/en/a">a</a>.</p><button>Press</button><div data-island="asleep"><section><p>A lab</p><p>Try it.</p></section></div><p aria-hidden="true">no</p></main></body>`;

  it('keeps the words of its main part and names its widgets', () => {
    const { markdown, title } = htmlToMarkdown(html, { url: 'https://site.example/en/', locale: 'en' });
    expect(title).toBe('Home');
    expect(markdown).toBe('# Home\n\n> All of it.\n\n<https://site.example/en/>\n\nRead [a](https://site.example/en/a).\n\n**Experiment: A lab** — Try it. It runs on the web page.\n');
  });

  it('stops where there is no main part', () => {
    expect(() => htmlToMarkdown('<p>x</p>', { url: 'https://site.example/', locale: 'ko' })).toThrow('<main>');
  });
});

describe('llms.txt', () => {
  it('lists the pages by language and kind, in the given order', () => {
    const page = (locale: 'ko' | 'en', title: string, kind: 'course' | 'guide') => ({ locale, title, kind, description: `About ${title}.`, url: `https://site.example/${title}.md` });
    const text = llmsText([page('ko', 'a', 'course'), page('en', '[b]', 'guide'), page('ko', 'c', 'course')]);
    expect(text).toMatch(/^# .+\n\n> .+\n/);
    expect(text).toContain('## 한국어: 과정\n\n- [a](https://site.example/a.md): About a.\n- [c](https://site.example/c.md): About c.\n');
    expect(text).toContain('## English: guides\n\n- [\\[b\\]](https://site.example/[b].md): About [b].\n');
    expect(text).not.toContain('## English: the course');
  });

  it('needs a title and a description of each page', () => {
    expect(() => pageFacts('---\ntitle: x\n---\n')).toThrow('description');
    expect(pageFacts(front)).toEqual({ title: 'A page', description: 'What it says.', part: 3 });
  });
});
