import ts from 'typescript';

export interface SplitPage {
  /** What the page runs at once: everything but the content of its still passages. */
  page: string;
  /** A module whose default export writes the n-th still passage. */
  late: string;
}

interface Edit {
  from: number;
  to: number;
  text: string;
}

const edited = (code: string, edits: readonly Edit[]): string =>
  [...edits].sort((a, b) => b.from - a.from).reduce((text, { from, to, text: put }) => text.slice(0, from) + put + text.slice(to), code);

const isNamed = (node: ts.Node | undefined, name: string): boolean => node !== undefined && ((ts.isIdentifier(node) && node.text === name) || (ts.isPropertyAccessExpression(node) && node.name.text === name));

/** The content (a function) of `_jsx(Passage, { still: true, children: () => … })`; undefined for any other node. */
function stillContent(node: ts.Node): ts.Expression | undefined {
  if (!ts.isCallExpression(node) || !isNamed(node.arguments[0], 'Passage')) return undefined;
  const props = node.arguments[1];
  if (!props || !ts.isObjectLiteralExpression(props)) return undefined;
  const valueOf = (name: string) => props.properties.find((one): one is ts.PropertyAssignment => ts.isPropertyAssignment(one) && one.name.getText() === name)?.initializer;
  return valueOf('still') && valueOf('children');
}

function contentsIn(root: ts.Node): ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    const content = stillContent(node);
    if (content) found.push(content);
    else ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** The function in which MDX writes a page. */
const writerOf = (source: ts.SourceFile) => source.statements.find((one): one is ts.FunctionDeclaration => ts.isFunctionDeclaration(one) && one.name?.text === '_createMdxContent');

/** The other exports of a page (contents, metadata …) stay with the page: here they are but names, and what uses none of them goes. */
function withoutExports(source: ts.SourceFile): Edit[] {
  return source.statements.flatMap((statement): Edit[] => {
    if (ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) return [{ from: statement.getStart(), to: statement.end, text: '' }];
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    return modifiers.filter(({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DefaultKeyword).map((one) => ({ from: one.getStart(), to: one.end, text: '' }));
  });
}

/**
 * Splits the finished JavaScript of a page in two: `lateModule` is the address at which the second half is imported. Null where the page has
 * no still passage. Throws where MDX no longer writes pages as this expects.
 */
export function splitPage(code: string, lateModule: string): SplitPage | null {
  const source = ts.createSourceFile('page.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const contents = contentsIn(source);
  if (contents.length === 0) return null;
  const writer = writerOf(source);
  const result = writer?.body?.statements.find(ts.isReturnStatement);
  if (!result) throw new Error(`${lateModule}: the page’s content is not the result of a function _createMdxContent, which @mdx-js/mdx 3 writes. Has MDX changed?`);
  const page = `import { latePassages as _latePassages } from '@site/src/islands/passages/late/latePassages';
${edited(code, contents.map((content, n) => ({ from: content.getStart(), to: content.end, text: `() => _jsx(_Late, { n: ${n} })` })))}
const _Late = _latePassages(() => import(${JSON.stringify(lateModule)}));
await _Late.ready;
`;
  const passages = `return [${contents.map((content) => content.getText()).join(', ')}];`;
  const late = `${edited(code, [...withoutExports(source), { from: result.getStart(), to: result.end, text: passages }])}
export default ({ n }) => _createMdxContent({})[n]();
`;
  return { page, late };
}
