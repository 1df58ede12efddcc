/** `title` and `alt` of a ```` ```mermaid title="…" alt="…" ```` fence. */
export interface FenceMeta {
  readonly title: string;
  readonly alt: string;
}

/** Reads a fence's meta string. Throws when a text is missing: a diagram without a name does not exist for some readers. */
export function readMeta(meta: string | null | undefined): FenceMeta {
  const value = (key: string): string => {
    const found = new RegExp(`(?:^|\\s)${key}="((?:[^"\\\\]|\\\\.)*)"`).exec(meta ?? '');
    const text = found?.[1]?.replace(/\\(.)/g, '$1').trim() ?? '';
    if (text === '') throw new Error(`the fence needs ${key}="…"`);
    return text;
  };
  return { title: value('title'), alt: value('alt') };
}

/** Short, stable id prefix from a diagram's source and its place in the page (FNV-1a). */
export function prefixOf(source: string, index: number): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < source.length; i++) hash = Math.imul(hash ^ source.charCodeAt(i), 0x01000193) >>> 0;
  return `d${index}${hash.toString(36)}`;
}
