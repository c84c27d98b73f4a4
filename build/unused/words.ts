/**
 * Which words of the screens no screen says. A source says a word when it reaches it from `t`, or from a name that stands
 * for a part of `t`: by its name, by an index known only later (then each word it may be is said), or by handing a whole
 * part on. Doubt says: what is found unsaid can go.
 */
import { isNode, type Node, partsOf } from './tree.ts';

/** Where words stand below `t`: `['team', 'circles', ANY, 'name']`. */
type Path = readonly string[];
const ANY = '*';

/** What each name of a block stands for. No path: it hides the same name of a block around it. */
type Scope = Map<string, readonly Path[]>;
type Scopes = readonly Scope[];

const BLOCKS =
  /^(Module|BlockStatement|CatchClause|ClassMethod|MethodProperty|\w*Function\w*|For\w*Statement)$/;

/** What one source says, of the words it imports as `t`. */
export function saidIn(source: Node): Path[] {
  const said: Path[] = [];

  function walk(node: Node, around: Scopes): void {
    // Types and imports say nothing; a cast holds an expression.
    if (node.type === 'ImportDeclaration' || (node.type.startsWith('Ts') && !('expression' in node))) return;
    const scopes = BLOCKS.test(node.type) ? [...around, namesOf(node, around)] : around;
    const paths = pathsOf(node, scopes);
    if (paths) {
      said.push(...paths);
      indexes(node, scopes);
    } else if (node.type === 'VariableDeclarator' && isNode(node.init) && pathsOf(node.init, scopes)) {
      // A part that gets a name is said where that name is used.
      indexes(node.init, scopes);
    } else if (node.type === 'BinaryExpression' && node.operator === 'in') {
      // To ask whether there is a word of that name says none.
      walk(node.left as Node, scopes);
      if (!pathsOf(node.right as Node, scopes)) walk(node.right as Node, scopes);
    } else for (const part of expressionsOf(node)) walk(part, scopes);
  }

  /** What is between the brackets of an expression that stands for words, and decides which it stands for. */
  function indexes(node: Node, scopes: Scopes): void {
    if (node.type === 'Computed') walk(node.expression as Node, scopes);
    else for (const part of partsOf(node)) (part === node.test ? walk : indexes)(part, scopes);
  }

  /** The names that a block gives: its parameters, and all its declarations, even those that come later. */
  function namesOf(block: Node, around: Scopes): Scope {
    const scope: Scope = new Map();
    for (const param of [block.params ?? [], block.param ?? []].flat() as Node[]) declare(param, [], scope);
    for (const statement of [block.body ?? [], block.stmts ?? []].flat() as Node[]) {
      if (statement.type === 'ImportDeclaration') importWords(statement, scope);
      const declaration =
        statement.type === 'ExportDeclaration' ? (statement.declaration as Node) : statement;
      if (declaration.type !== 'VariableDeclaration') continue;
      for (const { id, init } of declaration.declarations as { id: Node; init?: Node }[])
        declare(id, (init && pathsOf(init, [...around, scope])) ?? [], scope);
    }
    return scope;
  }

  /** `words`, `{ sheet, line: { title } }`: what each name of a pattern stands for. */
  function declare(pattern: Node, paths: readonly Path[], scope: Scope): void {
    const within = (key: Node) =>
      paths.map((path) => [...path, key.type === 'Computed' ? ANY : String(key.value)]);
    switch (pattern.type) {
      case 'Identifier':
        scope.set(pattern.value as string, paths);
        break;
      case 'Parameter':
        declare(pattern.pat as Node, paths, scope);
        break;
      case 'AssignmentPattern':
        declare(pattern.left as Node, paths, scope);
        break;
      case 'ObjectPattern':
        for (const property of pattern.properties as Node[]) declare(property, paths, scope);
        break;
      case 'KeyValuePatternProperty':
        declare(property(pattern, 'value'), within(property(pattern, 'key')), scope);
        break;
      case 'AssignmentPatternProperty':
        declare(property(pattern, 'key'), within(property(pattern, 'key')), scope);
        break;
      default:
        // The rest of an object, the places of a list.
        said.push(...paths);
        for (const part of partsOf(pattern)) declare(part, [], scope);
    }
  }

  walk(source, []);
  return said;
}

const property = (node: Node, name: string): Node => node[name] as Node;

function importWords({ source, specifiers }: Node, scope: Scope): void {
  if (!/(^|\/)i18n\/index\.ts$/.test((source as Node).value as string)) return;
  for (const { imported, local } of specifiers as { imported: Node | null; local: Node }[])
    if ((imported ?? local).value === 't') scope.set(local.value as string, [[]]);
}

/** What an expression stands for, when it is a part of the words. */
function pathsOf(node: Node, scopes: Scopes): readonly Path[] | undefined {
  switch (node.type) {
    case 'Identifier': {
      const name = node.value as string;
      const paths = scopes.findLast((scope) => scope.has(name))?.get(name) ?? [];
      return paths.length > 0 ? paths : undefined;
    }
    case 'MemberExpression':
      return pathsOf(property(node, 'object'), scopes)?.flatMap((path) =>
        keysOf(property(node, 'property')).map((key) => [...path, key]),
      );
    case 'OptionalChainingExpression':
      return pathsOf(property(node, 'base'), scopes);
    case 'ParenthesisExpression':
    case 'TsAsExpression':
    case 'TsNonNullExpression':
    case 'TsSatisfiesExpression':
      return pathsOf(property(node, 'expression'), scopes);
    case 'ConditionalExpression': {
      const yes = pathsOf(property(node, 'consequent'), scopes);
      const no = pathsOf(property(node, 'alternate'), scopes);
      return yes && no && [...yes, ...no];
    }
    default:
      return undefined;
  }
}

/** The names that `.name` and `[index]` may be. */
function keysOf(node: Node): string[] {
  switch (node.type) {
    case 'Identifier':
    case 'StringLiteral':
    case 'NumericLiteral':
      return [String(node.value)];
    case 'ConditionalExpression':
      return [property(node, 'consequent'), property(node, 'alternate')].flatMap((way) =>
        way.type === 'Identifier' ? ANY : keysOf(way),
      );
    case 'Computed':
      return property(node, 'expression').type === 'Identifier'
        ? [ANY]
        : keysOf(property(node, 'expression'));
    default:
      return [ANY];
  }
}

/** Names that are no expressions left out: `.name`, `{ name: … }`, `<Part name=… />`. */
const expressionsOf = (node: Node): Node[] =>
  partsOf(node).filter(
    (part) =>
      part.type !== 'Identifier' || (part !== node.property && part !== node.key && part !== node.name),
  );

/** The words that no path reaches, in order. A path may end before a word (it says all that is below) or after. */
export function unsaid(words: object, said: readonly Path[], name = ''): string[] {
  if (said.some((path) => path.length === 0)) return [];
  return Object.entries(words).flatMap(([key, word]: [string, unknown]) => {
    const full = name === '' ? key : `${name}.${key}`;
    const below = said.filter(([first]) => first === key || first === ANY).map((path) => path.slice(1));
    if (typeof word === 'object' && word !== null && !Array.isArray(word)) return unsaid(word, below, full);
    return below.length > 0 ? [] : [full];
  });
}
