/** Which names a source calls: `ask('notes.list', …)`, `useEngine(all ? 'notes.list' : 'notes.tags', …)`. */
import { isNode, type Node, partsOf } from './tree.ts';

export function calledIn(source: Node): string[] {
  const [first] = source.type === 'CallExpression' ? (source.arguments as { expression: Node }[]) : [];
  return [...(first ? namesOf(first.expression) : []), ...partsOf(source).flatMap(calledIn)];
}

function namesOf(node: Node): string[] {
  if (node.type === 'StringLiteral') return [String(node.value)];
  if (node.type !== 'ConditionalExpression') return [];
  return [node.consequent, node.alternate].filter(isNode).flatMap(namesOf);
}
