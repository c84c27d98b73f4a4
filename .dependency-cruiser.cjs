/** The import zones of docs/conventions.md. Who breaks one gets the sentence below. */
const features = '^(main/engine|renderer)/features/([^/]+)/';

/**
 * The floors, bottom to top: none imports from one beside or above it, not even a type. Tests may stand on anything.
 */
const engineFloors = [
  ['ground', 'schema'],
  ['register', 'entry'],
  ['circles', 'relay'],
  ['vault'],
  ['sealed'],
  ['team'],
  ['capability'],
  ['features'],
  ['roof'],
];
const rendererFloors = ['i18n', 'ground', 'components', 'features', 'app'];

/** Tests, and what they alone use. */
const tests = '\\.test\\.tsx?$|/testing-?[a-z]*\\.ts$|/testing/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'shared-stands-alone',
      comment: 'shared/ holds rules and contracts: it imports nothing of the other zones, nor of Node',
      severity: 'error',
      from: { path: '^shared/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(main|renderer|build|e2e|bench)/' },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared/ does no input or output of its own',
      severity: 'error',
      from: { path: '^shared/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'domain-before-contract',
      comment: 'pure rules do not know the contract',
      severity: 'error',
      from: { path: '^shared/domain/' },
      to: { path: '^shared/contract/' },
    },
    {
      name: 'renderer-only-knows-shared',
      comment: 'a screen reaches data by the contract only',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(main|build|e2e|bench)/' },
    },
    {
      name: 'renderer-without-node',
      comment: 'the window is sandboxed: no Node module, no Electron',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-in-the-shell-only',
      comment: 'only main/shell imports electron (and the host that stands in for it)',
      severity: 'error',
      from: { path: '^(main|renderer|shared)/', pathNot: '^main/shell/' },
      to: { path: '(^|/)node_modules/electron(/|$)|^electron$' },
    },
    {
      name: 'engine-only-knows-shared',
      comment: 'the engine runs without any window',
      severity: 'error',
      from: { path: '^main/engine/', pathNot: '\\.test\\.ts$' },
      to: { path: '^(main/shell|renderer|build|e2e|bench)/' },
    },
    {
      name: 'engine-by-its-entry',
      comment: 'the shell enters the engine by its public entry',
      severity: 'error',
      from: { path: '^main/shell/' },
      to: { path: '^main/engine/', pathNot: '^main/engine/index\\.ts$' },
    },
    {
      name: 'sqlite-by-its-handles',
      comment:
        'only who opens a base knows the library: the others are given a handle that reads or one that writes (ground/handles.ts)',
      severity: 'error',
      from: {
        path: '^main/',
        pathNot: [
          tests,
          '/fixture\\.ts$',
          '^main/engine/(ground/handles|vault/(base|vault-lock)|relay/rooms/store)\\.ts$',
        ],
      },
      to: { path: '(^|/)node_modules/((@types/)?better-sqlite3|drizzle-orm/better-sqlite3)(/|$)' },
    },
    {
      name: 'features-apart',
      comment: 'a capability reaches another by its index only',
      severity: 'error',
      from: { path: features, pathNot: '\\.test\\.tsx?$' },
      to: { path: '^$1/features/[^/]+/', pathNot: ['^$1/features/$2/', '^$1/features/[^/]+/index\\.tsx?$'] },
    },
    ...engineFloors.flatMap((folders, at) =>
      folders.map((floor) => {
        const others = [...folders.filter((other) => other !== floor), ...engineFloors.slice(at + 1).flat()];
        return {
          name: `floor-of-${floor}`,
          comment: `main/engine/${floor} stands below ${others.join(', ')}: it imports nothing of theirs`,
          severity: 'error',
          from: { path: `^main/engine/${floor}/`, pathNot: tests },
          to: { path: `^main/engine/(${others.join('|')})/` },
        };
      }),
    ),
    ...rendererFloors.slice(0, -1).map((floor, at) => ({
      name: `screens-floor-of-${floor}`,
      comment: `renderer/${floor} stands below ${rendererFloors.slice(at + 1).join(', ')}: it imports nothing of theirs`,
      severity: 'error',
      from: { path: `^renderer/${floor}/` },
      to: { path: `^renderer/(${rendererFloors.slice(at + 1).join('|')})/` },
    })),
    {
      name: 'no-cycle',
      comment: 'no circle of files, type-only imports included',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'shipped-dependencies',
      comment: 'the engine and the shell run with the packages that are shipped',
      severity: 'error',
      from: { path: '^main/', pathNot: tests },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/(electron|@types)/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // TypeScript 7 has no API that dependency-cruiser can use yet; swc parses the sources instead.
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
