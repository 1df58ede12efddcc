/**
 * Class names that authors may put on flowchart nodes (`api:::control`) and on subgraphs (`class cp control`). Each is a
 * meaning, not a colour; `Diagram.module.css` maps it to the site's tokens.
 */
export const diagramKinds = [
  'pod', 'node', 'control', 'kernel', 'network', 'storage', 'good', 'bad', 'warned', 'muted',
] as const;

export type DiagramKind = (typeof diagramKinds)[number];

const known = new Set<string>(diagramKinds);

/** The kind among a node's classes, if any. Throws on a class that means nothing here. */
export function kindOf(classes: readonly string[], owner: string): DiagramKind | undefined {
  const stranger = classes.find((name) => !known.has(name) && name !== 'default');
  if (stranger !== undefined) {
    throw new Error(`class "${stranger}" on "${owner}" has no meaning here; known: ${diagramKinds.join(', ')}`);
  }
  return diagramKinds.find((kind) => classes.includes(kind));
}
