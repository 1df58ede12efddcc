/** Where a shared address scrolls to; the suffix keeps it apart from a heading's id. */
export const islandElementId = (id: string) => `${id}-widget`;
