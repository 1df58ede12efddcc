import type { ReactElement } from 'react';
import type { GlyphKind, ToneGlyph } from './kinds';
import { toneGlyphs } from './kinds';
import { objectShapes } from './shapes';
import { toneShapes } from './tones';

export interface GlyphProps {
  readonly kind: GlyphKind;
  /** Name read aloud and shown as a tooltip. Leave it out where the name stands beside the glyph as text. */
  readonly title?: string | undefined;
  /** Edge length in CSS pixels, or any CSS length such as `1em`. */
  readonly size?: number | string;
  readonly className?: string | undefined;
}

const isTone = (kind: GlyphKind): kind is ToneGlyph => (toneGlyphs as readonly string[]).includes(kind);

/**
 * One-colour sign of an object kind or a tone. Takes the colour of the text around it; readable from 16 px.
 * Without `title` it is decoration and hidden from assistive technology.
 */
export function Glyph({ kind, title, size = 16, className }: GlyphProps): ReactElement {
  const named = title !== undefined && title !== '';
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      focusable="false"
      data-glyph={kind}
      style={{ flex: 'none', verticalAlign: '-0.15em' }}
      {...(named ? { role: 'img', 'aria-label': title } : { 'aria-hidden': true })}
    >
      {named && <title>{title}</title>}
      {isTone(kind) ? toneShapes[kind] : objectShapes[kind]}
    </svg>
  );
}
