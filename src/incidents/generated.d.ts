/** Written by `plugin.ts` while the site is built. */
declare module '@generated/incidents/default/incidents.json' {
  import type { Incident } from '@site/src/simulation/scenarios/incidents/incident';

  const incidents: Incident<string>[];
  export default incidents;
}
