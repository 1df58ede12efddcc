import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';

/** One text of a catalog: the pieces of string that a reader sees, wherever they stand in the expression. */
export interface CatalogText {
  key: string;
  pieces: string[];
  line: number;
}

export interface CatalogSide {
  texts: CatalogText[];
  file: string;
}

export interface FoundCatalog {
  file: string;
  line: number;
  ko: CatalogSide | null;
  en: CatalogSide | null;
}

const parse = (file: string, text: string): ts.SourceFile => ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
const lineOf = (node: ts.Node): number => node.getSourceFile().getLineAndCharacterOfPosition(node.getStart()).line + 1;

function unwrap(node: ts.Expression): ts.Expression {
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node) ? unwrap(node.expression) : node;
}

/** The object that an expression stands for: written here, or named here or in a neighbouring module. */
function objectOf(given: ts.Expression | undefined, depth = 0): ts.ObjectLiteralExpression | null {
  if (!given || depth > 4) return null;
  const node = unwrap(given);
  if (ts.isObjectLiteralExpression(node)) return node;
  return ts.isIdentifier(node) ? objectNamed(node.text, node.getSourceFile(), depth) : null;
}

function objectNamed(name: string, source: ts.SourceFile, depth: number): ts.ObjectLiteralExpression | null {
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const { name: own, initializer } of statement.declarationList.declarations) {
        if (ts.isIdentifier(own) && own.text === name && initializer) return objectOf(initializer, depth + 1);
      }
    }
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier) && statement.moduleSpecifier.text.startsWith('.')) {
      const named = statement.importClause?.namedBindings;
      const binding = named && ts.isNamedImports(named) ? named.elements.find((element) => element.name.text === name) : undefined;
      if (!binding) continue;
      const stem = resolve(dirname(source.fileName), statement.moduleSpecifier.text);
      const file = [`${stem}.ts`, `${stem}.tsx`, `${stem}/index.ts`].find((candidate) => existsSync(candidate));
      if (file) return objectNamed((binding.propertyName ?? binding.name).text, parse(file, readFileSync(file, 'utf8')), depth + 1);
    }
  }
  return null;
}

function piecesOf(node: ts.Node): string[] {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [[node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…'), ...node.templateSpans.flatMap(({ expression }) => piecesOf(expression))];
  const pieces: string[] = [];
  ts.forEachChild(node, (child) => void pieces.push(...piecesOf(child)));
  return pieces;
}

function textsOf(object: ts.ObjectLiteralExpression, prefix = ''): CatalogText[] {
  return object.properties.flatMap((property): CatalogText[] => {
    if (ts.isSpreadAssignment(property)) {
      const inner = objectOf(property.expression);
      return inner ? textsOf(inner, prefix) : [];
    }
    const name = property.name;
    const key = prefix + (ts.isComputedPropertyName(name) ? name.expression.getText() : name.text);
    if (ts.isPropertyAssignment(property)) {
      const inner = objectOf(property.initializer);
      if (inner) return textsOf(inner, `${key}.`);
      return [{ key, pieces: piecesOf(property.initializer), line: lineOf(property) }];
    }
    return [{ key, pieces: piecesOf(property), line: lineOf(property) }];
  });
}

/** All `defineMessages({ko, en})` calls of one module. A side is null where it is no object that can be followed. */
export function catalogsIn(file: string, text: string): FoundCatalog[] {
  const found: FoundCatalog[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && ['defineMessages', 'defineBothMessages'].includes(node.expression.text)) {
      const argument = objectOf(node.arguments[0]);
      const side = (language: string): CatalogSide | null => {
        const property = argument?.properties.find((one) => one.name && ts.isIdentifier(one.name) && one.name.text === language);
        const value = property && ts.isPropertyAssignment(property) ? property.initializer : property && ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
        const object = objectOf(value);
        return object ? { texts: textsOf(object), file: object.getSourceFile().fileName } : null;
      };
      found.push({ file, line: lineOf(node), ko: side('ko'), en: side('en') });
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(file, text));
  return found;
}
