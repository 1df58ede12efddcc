import type { ReactNode } from 'react';

/** One line, drawn in the colour of the text around. */
const drawn = (path: ReactNode) => (
  <svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
    {path}
  </svg>
);

export const ICONS = {
  reset: drawn(<path d="M4.2 8a6.2 6.2 0 1 1-.4 3.4M4 3.6V8h4.4" />),
  share: drawn(<path d="M10 12.5V3.2M6.8 6.2 10 3l3.2 3.2M4 10v6.5h12V10" />),
  wide: drawn(<path d="M3.5 7.5v-4h4M16.5 7.5v-4h-4M3.5 12.5v4h4M16.5 12.5v4h-4" />),
  narrow: drawn(<path d="M7.5 3.5v4h-4M12.5 3.5v4h4M7.5 16.5v-4h-4M12.5 16.5v-4h4" />),
} as const;
