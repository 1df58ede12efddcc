import { join } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { INCIDENTS } from '.';
import { incidentIn } from './texts';

/** Hands the incidents, in the language of the build, to their widget as `@generated/incidents/default/incidents.json`. */
export default function incidents({ i18n }: LoadContext): Plugin {
  return {
    name: 'incidents',
    getPathsToWatch: () => [join(__dirname, '*.ts')],
    async contentLoaded({ actions }) {
      await actions.createData('incidents.json', JSON.stringify(INCIDENTS.map((incident) => incidentIn(incident, i18n.currentLocale === 'en' ? 'en' : 'ko'))));
    },
  };
}
