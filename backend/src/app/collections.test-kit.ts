import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';

const SOURCE = new URL('..', import.meta.url);
const GROWS = /^(Map|Set|Array|ReadonlyMap|ReadonlySet|LRUCache)\b|\[\]$/;
const MADE = new Set(['Map', 'Set', 'Array', 'LRUCache']);

/** Every field of a class and every variable of a module that can hold any number of things, as `folder/file.ts#name`. */
export function collectionsInSource(): string[] {
  const files = globSync('**/*.ts', { cwd: SOURCE }).filter((path) => !/\.(spec|test-kit)\.ts$|^contract\//.test(path));
  return files.flatMap((path) => collectionsIn(path, readFileSync(new URL(path, SOURCE), 'utf8'))).sort();
}

function collectionsIn(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyDeclaration(node) && holdsMany(node)) found.push(`${path}#${node.name.getText()}`);
    if (ts.isClassLike(node) || ts.isSourceFile(node) || ts.isModuleBlock(node)) node.forEachChild(visit);
    if (ts.isVariableStatement(node) && node.parent === source) {
      const { declarations } = node.declarationList;
      found.push(...declarations.filter(isEmptyCollection).map(({ name }) => `${path}#${name.getText()}`));
    }
  };
  visit(source);
  return found;
}

function holdsMany({ type, initializer }: ts.PropertyDeclaration): boolean {
  if (type !== undefined && GROWS.test(type.getText())) return true;
  return initializer !== undefined && isCollection(initializer);
}

/** A table that a module begins with does not grow. */
function isEmptyCollection({ initializer }: ts.VariableDeclaration): boolean {
  if (initializer === undefined || !isCollection(initializer)) return false;
  return ts.isNewExpression(initializer) ? (initializer.arguments?.length ?? 0) === 0 : true;
}

function isCollection(node: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0;
  return ts.isNewExpression(node) && MADE.has(node.expression.getText());
}
