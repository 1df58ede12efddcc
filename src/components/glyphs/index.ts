export { Glyph } from './Glyph';
export type { GlyphProps } from './Glyph';
export { objectGlyphs, toneGlyphs } from './kinds';
export type { GlyphKind, ObjectGlyph, ToneGlyph } from './kinds';
