import { readdirSync } from 'node:fs';
import type { ReactElement, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { LocaleContext } from '../../i18n/messages';
import * as offered from './index';

// Two parts count as written here; the site asks the docs themselves.
vi.mock('@docusaurus/Link', () => ({
  default: ({ to, children }: { to: string; children: ReactNode }) => <a href={to}>{children}</a>,
}));
vi.mock('@site/src/components/CurriculumMap/useWrittenParts', () => ({
  useWrittenParts: () => new Map([['pods', '/pods'], ['services', '/services']]),
}));

// The pages' `index` wraps each figure in `still`; here the drawings themselves are looked at.
const names = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory() && /^[A-Z]/.test(entry.name)).map(({ name }) => name);
const all = await Promise.all(
  names.map(async (name) => {
    const module = (await import(`./${name}/index.tsx`)) as Record<string, () => ReactElement>;
    return [name, module[name] ?? (() => <b>{name}/index.tsx exports no {name}</b>)] as const;
  }),
);
const figures = new Map(all);
const figure = (name: string): (() => ReactElement) => figures.get(name) ?? (() => <b>there is no figure {name}</b>);
const draw = (Drawn: () => ReactElement, locale: 'ko' | 'en'): string =>
  renderToStaticMarkup(<LocaleContext value={locale}><Drawn /></LocaleContext>);

describe.each(all)('%s', (_, Drawn) => {
  it('is a named figure in both languages, each in its own words', () => {
    const [ko, en] = [draw(Drawn, 'ko'), draw(Drawn, 'en')];
    for (const html of [ko, en]) {
      const named = /<figure [^>]*aria-labelledby="([^"]+)"/.exec(html)?.[1];
      expect(named).toBeDefined();
      expect(html).toContain(`<strong id="${named ?? ''}">`);
    }
    expect(ko).toMatch(/[가-힣]/);
    expect(en).not.toMatch(/[가-힣]/);
  });

  it('has the same structure in both languages', () => {
    const tags = (html: string): string[] => [...html.matchAll(/<(\w+)/g)].map((match) => match[1] ?? '');
    expect(tags(draw(Drawn, 'en'))).toEqual(tags(draw(Drawn, 'ko')));
  });
});

it('offers every figure to the pages', () => {
  expect(Object.keys(offered).sort()).toEqual([...names].sort());
});

describe('facts in the figures', () => {
  it('shows all eight namespaces', () => {
    const html = draw(figure('ContainerView'), 'en');
    for (const flag of ['NEWNS', 'NEWPID', 'NEWNET', 'NEWIPC', 'NEWUTS', 'NEWCGROUP', 'NEWUSER', 'NEWTIME']) {
      expect(html).toContain(`CLONE_${flag}`);
    }
  });

  it('counts a deleted file into the size of the image', () => {
    const html = draw(figure('OverlayLayers'), 'en');
    expect(html).toContain('space the image takes 78 MB');
    expect(html).toContain('visible files 28 MB');
  });

  it('links only to parts that are written', () => {
    const html = draw(figure('QuestionMap'), 'en');
    expect([...html.matchAll(/href="([^"]+)"/g)].map((match) => match[1])).toEqual(['/pods', '/services']);
    expect(html).toContain('Part 21');
  });

  it('leaves workloads to the reader in every mode', () => {
    const html = draw(figure('ResponsibilityMatrix'), 'en');
    const row = html.slice(html.indexOf('Workloads'));
    expect([...row.matchAll(/data-who="(\w+)"/g)].map((match) => match[1])).toEqual(['you', 'you', 'you']);
  });
});
