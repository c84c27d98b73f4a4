/** A source as a tree, of which only the kinds that matter are known by name. */
import { parseSync } from '@swc/core';

export interface Node {
  type: string;
  [part: string]: unknown;
}

/** `name` is that of the file. */
export const parse = (name: string, code: string): Node =>
  parseSync(code, { syntax: 'typescript', tsx: name.endsWith('x') }) as unknown as Node;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

export const partsOf = (node: Node): Node[] =>
  // An argument comes wrapped in an object without a type, beside whether it is spread.
  Object.values(node)
    .flat()
    .flatMap((part) => (isNode(part) ? [part] : Object.values(part ?? {}).filter(isNode)));
