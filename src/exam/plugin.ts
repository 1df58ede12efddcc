import type { LoadContext, Plugin } from '@docusaurus/types';
import { readPool, taskFiles } from './read';
import { taskIn } from './task';

/** Hands the pool of the mock exam, in the language of the build, to its widget as `@generated/exam/default/pool.json`. A task that does not read stops the build. */
export default function exam({ i18n }: LoadContext): Plugin {
  return {
    name: 'exam',
    getPathsToWatch: () => [...taskFiles()],
    async contentLoaded({ actions }) {
      await actions.createData('pool.json', JSON.stringify(readPool().map((task) => taskIn(task, i18n.currentLocale === 'en' ? 'en' : 'ko'))));
    },
  };
}
