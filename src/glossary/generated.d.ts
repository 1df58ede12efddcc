/** Written by `plugin.ts` while the site is built. */
declare module '@generated/glossary/default/entries.json' {
  import type { GlossaryEntry } from '@site/src/glossary/entries';

  const entries: GlossaryEntry[];
  export default entries;
}
