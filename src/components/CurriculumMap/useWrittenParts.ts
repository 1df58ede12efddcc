import { useAllDocsData } from '@docusaurus/plugin-content-docs/client';

/** Doc id → address of every page that exists; a part is written when its slug is among them. */
export function useWrittenParts(): ReadonlyMap<string, string> {
  const docs = Object.values(useAllDocsData())[0]?.versions[0]?.docs ?? [];
  return new Map(docs.map((doc) => [doc.id, doc.path]));
}
