import useBrokenLinks from '@docusaurus/useBrokenLinks';

/** The id of an element that links lead to, made known to the build's own check of links. `src/mdx/components.ts` (`anchor`) tells it to ours. */
export function usePlaceId(id: string): string {
  useBrokenLinks().collectAnchor(id);
  return id;
}
