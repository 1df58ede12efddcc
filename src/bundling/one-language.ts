import ts from 'typescript';

export type Locale = 'ko' | 'en';

/** An object whose only keys are `ko` and `en` is one text, or one catalog, in both languages. */
function isInBoth(node: ts.Node): node is ts.ObjectLiteralExpression {
  if (!ts.isObjectLiteralExpression(node) || node.properties.length !== 2) return false;
  const keys = node.properties.map(({ name }) => (name && ts.isIdentifier(name) ? name.text : ''));
  return keys.includes('ko') && keys.includes('en');
}

/** A page that shows both languages says so (`defineBothMessages`). */
const showsBoth = (node: ts.Node): boolean => ts.isCallExpression(node.parent) && ts.isIdentifier(node.parent.expression) && node.parent.expression.text === 'defineBothMessages';

/**
 * A module's text without the other language: of each object literal `{ ko: …, en: … }` the property of `locale` stays. Lines keep their
 * numbers. Types are not touched, so code goes on asking for `text[locale]`.
 */
export function keepLanguage(code: string, file: string, locale: Locale): string {
  if (!/\bko\b/.test(code) || !/\ben\b/.test(code)) return code;
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const removed: { from: number; to: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (isInBoth(node) && !showsBoth(node)) {
      const [first, second] = node.properties;
      if (!first || !second) return;
      const firstStays = first.name !== undefined && ts.isIdentifier(first.name) && first.name.text === locale;
      // The comma between the two goes too.
      if (!firstStays) removed.push({ from: first.getStart(), to: second.getStart() });
      visit(firstStays ? first : second);
      if (firstStays) removed.push({ from: first.end, to: second.end });
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return removed.reduceRight((text, { from, to }) => text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, '') + text.slice(to), code);
}
