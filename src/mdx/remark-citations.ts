/**
 * Numbers a page's sources in the order in which the text cites them, and sorts the list so: `<Cite id="x">` and
 * `<Source id="x">` get the same `n`; sources that back the page as a whole come last. A citation without its source, or an id that
 * stands twice, stops the build and names the place.
 */
interface Attribute {
  type: string;
  name?: string;
  value?: unknown;
}

interface Node {
  type: string;
  name?: string | null;
  attributes?: Attribute[];
  children?: Node[];
  position?: { start: { line: number; column: number } };
}

interface File {
  path?: string;
  fail: (reason: string, place?: Node['position']) => never;
}

function* elements(node: Node): Generator<Node> {
  if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') yield node;
  for (const child of node.children ?? []) yield* elements(child);
}

function idOf(node: Node, file: File): string {
  const value = node.attributes?.find((attribute) => attribute.name === 'id')?.value;
  if (typeof value !== 'string' || value === '') return file.fail(`<${String(node.name)}> needs an id`, node.position);
  return value;
}

const setNumber = (node: Node, n: number) => node.attributes?.push({ type: 'mdxJsxAttribute', name: 'n', value: String(n) });

export default function remarkCitations() {
  return (tree: Node, file: File) => {
    const all = [...elements(tree)];
    const sources = all.filter((node) => node.name === 'Source');
    const cites = all.filter((node) => node.name === 'Cite');
    const known = new Set<string>();
    for (const source of sources) {
      const id = idOf(source, file);
      if (known.has(id)) file.fail(`source id "${id}" stands twice`, source.position);
      known.add(id);
    }
    const numbers = new Map<string, number>();
    for (const node of [...cites, ...sources]) {
      const id = idOf(node, file);
      if (!known.has(id)) file.fail(`<Cite id="${id}"> has no <Source id="${id}"> on this page`, node.position);
      if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
      setNumber(node, numbers.get(id) ?? 0);
    }
    const list = all.find((node) => node.name === 'Sources');
    if (list) list.children = sortSources(list.children ?? [], (node) => numbers.get(idOf(node, file)) ?? 0);
  };
}

/** Sources may stand bare or, as Markdown reads adjacent lines, several in one paragraph. */
function sortSources(children: Node[], numberOf: (node: Node) => number): Node[] {
  const flat = children.flatMap((child) => (child.type === 'paragraph' ? (child.children ?? []) : [child]));
  return flat.filter((node) => node.name === 'Source').sort((a, b) => numberOf(a) - numberOf(b));
}
