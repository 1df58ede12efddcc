import type { LoadContext, Plugin } from '@docusaurus/types';
import { glossaryEntries } from './entries';
import { glossaryFiles, glossaryFolder, readGlossary } from './read';

/** Hands the glossary's entries, in the language of the build, to `src/components/Glossary` as `@generated/glossary/default/entries.json`. */
export default function glossary({ siteDir, i18n }: LoadContext): Plugin {
  const folder = glossaryFolder(siteDir);
  return {
    name: 'glossary',
    getPathsToWatch: () => glossaryFiles(folder),
    async contentLoaded({ actions }) {
      const entries = glossaryEntries(readGlossary(folder), i18n.currentLocale === 'en' ? 'en' : 'ko');
      await actions.createData('entries.json', JSON.stringify(entries));
    },
  };
}
