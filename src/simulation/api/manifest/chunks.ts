/**
 * kubectl cuts a manifest at lines that begin with `---` before any YAML is parsed (apimachinery pkg/util/yaml, YAMLReader), so one
 * broken document does not spoil the others. A chunk that holds nothing but YAML directives belongs to the document after it.
 */
export interface Chunk {
  readonly text: string;
  /** Where the chunk begins in the whole text. */
  readonly offset: number;
}

const isDirectivesOnly = (text: string): boolean => /^(?:\s*(?:[%#][^\n]*)?(?:\n|$))*$/.test(text) && /^\s*%/m.test(text);

export function splitDocuments(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  let from = 0;
  while (from <= text.length) {
    const marker = text.startsWith('---', from) && /[\s]|$/.test(text.charAt(from + 3)) ? from : -1;
    if (marker > start || (marker === 0 && from === 0 && start === 0)) {
      const before = text.slice(start, marker);
      if (!(before.length < 2000 && isDirectivesOnly(before))) {
        if (marker > start) chunks.push({ text: before, offset: start });
        start = marker;
      }
    }
    const next = text.indexOf('\n', from);
    if (next < 0) break;
    from = next + 1;
  }
  chunks.push({ text: text.slice(start), offset: start });
  return chunks;
}
