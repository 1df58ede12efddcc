import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Glyph, objectGlyphs, toneGlyphs } from './index';

const kinds = [...objectGlyphs, ...toneGlyphs];
const insides = (svg: string): string => svg.replace(/^<svg[^>]*>/, '').replace(/<\/svg>$/, '');

describe('Glyph', () => {
  it('draws a different shape for every kind', () => {
    const drawn = kinds.map((kind) => insides(renderToStaticMarkup(<Glyph kind={kind} />)));
    expect(drawn.every((inside) => inside.length > 20)).toBe(true);
    expect(new Set(drawn).size).toBe(kinds.length);
  });

  it('uses no colour of its own', () => {
    for (const kind of kinds) {
      const svg = renderToStaticMarkup(<Glyph kind={kind} />);
      const paints = [...svg.matchAll(/(?:fill|stroke)="([^"]*)"/g)].map((match) => match[1]);
      expect(paints.every((paint) => paint === 'none' || paint === 'currentColor')).toBe(true);
    }
  });

  it('is hidden without a title and named with one', () => {
    const silent = renderToStaticMarkup(<Glyph kind="pod" />);
    expect(silent).toContain('aria-hidden="true"');
    expect(silent).not.toContain('role=');
    const named = renderToStaticMarkup(<Glyph kind="pod" title="파드" />);
    expect(named).toContain('role="img"');
    expect(named).toContain('<title>파드</title>');
    expect(named).not.toContain('aria-hidden');
  });
});
