import type { Tool } from '@site/src/simulation/scenarios/packaging/files';

/** What can be seen of an answer. */
export const VIEWS = ['rendered', 'diff', 'steps', 'same'] as const;
export type View = (typeof VIEWS)[number];

export const viewsOf = (tool: Tool): readonly View[] => VIEWS.filter((view) => view !== 'steps' || tool === 'kustomize');
