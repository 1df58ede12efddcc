import type { Mode } from '@site/src/simulation/scenarios/router/answer';

/** What is shown beside the manifest. */
export const VIEWS = ['rules', 'tls', 'traffic', 'convert', 'status'] as const;
export type View = (typeof VIEWS)[number];
/** An Ingress is converted; a Gateway has statuses. */
export const viewsOf = (mode: Mode): readonly View[] => VIEWS.filter((view) => view !== (mode === 'ingress' ? 'status' : 'convert'));
