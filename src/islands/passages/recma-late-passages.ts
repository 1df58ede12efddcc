interface Node {
  type: string;
  [field: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** The properties of `_jsx(Passage, {…})`; undefined for any other node. */
function passageProperties(node: Node): Node[] | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const [component, props] = node.arguments as Node[];
  const named = component?.type === 'MemberExpression' ? (component.property as Node) : component;
  return named?.name === 'Passage' && props?.type === 'ObjectExpression' ? (props.properties as Node[]) : undefined;
}

/** `children: …` becomes `children: () => …`. */
function putOff(properties: readonly Node[]): void {
  const children = properties.find(({ type, key }) => type === 'Property' && (key as Node).name === 'children');
  if (children) children.value = { type: 'ArrowFunctionExpression', params: [], body: children.value, expression: true, async: false, generator: false };
}

function visit(node: Node): void {
  const properties = passageProperties(node);
  if (properties) putOff(properties);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) if (isNode(child)) visit(child);
  }
}

/**
 * Makes the content of each passage a function, so that a page that keeps the server's HTML neither compiles nor runs what would write it
 * again, and what is written is written passage by passage. Runs on the finished JavaScript of a page (ESTree).
 */
export default function recmaLatePassages() {
  return visit;
}
