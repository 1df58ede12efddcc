/** Written by `plugin.ts` while the site is built. */
declare module '@generated/glossary/default/entries.json' {
  const entries: import('./entries').GlossaryEntry[];
  export default entries;
}
