/** Pieces of a Mermaid flowchart, as text: safe for whatever names a reader gives. */

/** What would end a label, or be read as something else than text, as an entity of Mermaid's. */
const escaped = (text: string): string =>
  text.replace(/\s+/g, ' ').replaceAll('#', '#35;').replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('>', '#gt;').replaceAll('`', '#96;');

/** A label in Mermaid's quotes, each text on a line of its own. */
export const quoted = (...lines: readonly string[]): string => `"${lines.map(escaped).join('<br/>')}"`;

/** A box with a title around other lines. */
export const box = (id: string, title: string, inside: readonly string[], direction: 'LR' | 'TB'): string[] => [`subgraph ${id}[${quoted(title)}]`, `  direction ${direction}`, ...inside.map((line) => `  ${line}`), 'end'];
