import type { ReactNode } from 'react';
import type { ToneGlyph } from './kinds';

const solid = { fill: 'currentColor', stroke: 'none', fillRule: 'evenodd' } as const;

/**
 * Five silhouettes that stay apart without colour: a broken ring, a half-filled ring, a disc with a tick, a triangle
 * with a stroke, an octagon with a cross. Ticks and crosses are holes, so one colour is enough on any ground.
 */
export const toneShapes: Record<ToneGlyph, ReactNode> = {
  waiting: <circle cx="8" cy="8" r="6" strokeDasharray="2.7 2.01" />,
  working: (
    <>
      <circle cx="8" cy="8" r="6.25" />
      <path d="M8 3.6a4.4 4.4 0 0 1 0 8.8z" {...solid} />
    </>
  ),
  good: (
    <path
      d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zM6.9 11.6 12.4 6.1l-1.3-1.3-4.2 4.2-2-2L3.6 8.3z"
      {...solid}
    />
  ),
  warned: (
    <path
      d="M8 .9c.5 0 .9.2 1.1.6l6.4 11.6c.5.9-.1 1.9-1.1 1.9H1.6c-1 0-1.6-1-1.1-1.9L6.9 1.5c.2-.4.6-.6 1.1-.6zM7.1 5.2v4.9h1.8V5.2zM7.1 11.3v1.8h1.8v-1.8z"
      {...solid}
    />
  ),
  failed: (
    <path
      d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1zM5.9 4.6 4.6 5.9 6.7 8l-2.1 2.1 1.3 1.3L8 9.3l2.1 2.1 1.3-1.3L9.3 8l2.1-2.1-1.3-1.3L8 6.7z"
      {...solid}
    />
  ),
};
