/**
 * `npm test`: every check, fast ones first, all of them even when one fails. The last line counts them.
 * `npm test -- types unit` runs the named stages only.
 * `npm test -- --changed [REF]` runs what a change since REF (the last commit) asks for, and says what it leaves out.
 * `npm run test:long` (`--long`) runs what `npm test` takes a sample of: docs/testing.md.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { electronBinary } from './electron-binary.mjs';
import { continueOnOwnNode, root, stop } from './own-node.mjs';
import { needChromium } from './testing/need-chromium.mjs';
import { check, journeys, runStages, toItsEnd, unitTests } from './testing/stages.mjs';
import { writeInMemory } from './testing/write-in-memory.mjs';

await continueOnOwnNode();

const git = (...args) =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 })
    .split('\n')
    .filter(Boolean);
const inElectron = { MARGELLE_E2E: 'electron' };
const inEither = (stage, args) => [
  { name: stage, what: 'the built app in the Chromium host', counts: true, run: journeys(stage, {}, args) },
  ...(electronBinary() === null
    ? []
    : [
        {
          name: `${stage}-electron`,
          what: 'the built app in Electron',
          counts: true,
          run: journeys(`${stage}-electron`, inElectron, args),
        },
      ]),
];

// One thread: beside another stage it is sooner done than with four, which read the same types four times. Nothing is
// believed of a former check: declarations kept from one have been seen to be stale.
const types = { name: 'types', what: 'TypeScript', run: check('tsc', '-b', '--force', '--checkers', '1') };
const style = (...files) => ({
  name: 'style',
  what: 'Biome: format and lint',
  run: check('biome', 'check', '--error-on-warnings', '--no-errors-on-unmatched', ...files),
});
const zones = {
  name: 'zones',
  what: 'floors, no circle of files',
  run: check('depcruise', '--config', '.dependency-cruiser.cjs', 'main', 'renderer', 'shared'),
};
const folders = {
  name: 'folders',
  what: 'no circle of folders',
  run: check(
    'depcruise',
    ...['--config', '.dependency-cruiser.folders.cjs'],
    ...['main', 'renderer', 'shared', 'bench', 'e2e', 'build'],
  ),
};
const unused = { name: 'unused', what: 'dead code and dependencies', run: check('knip') };
const build = {
  name: 'build',
  what: 'the three bundles',
  run: check('electron-vite', 'build', '--logLevel', 'warn'),
};

/** Those that print nothing and keep one core busy come first, two at a time; the longest of them before the others. */
const everything = () => ({
  aside: [build, types, unused, style('.'), zones, folders],
  after: [
    {
      name: 'unit',
      what: 'rules, engine, host',
      counts: true,
      run: unitTests('unit', ['--project', '!long']),
    },
    ...inEither('journeys', ['--grep-invert', '@long']),
  ],
});

const long = () => {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const fuzz = (what, ...args) => ({
    name: args.join(' '),
    what,
    run: toItsEnd('node', 'main/engine/testing/fuzz/command-line.ts', ...args),
  });
  return {
    aside: [],
    after: [
      { name: 'unit', what: 'the long halves', counts: true, run: unitTests('long', ['--project', 'long']) },
      fuzz('a thousand seeded teams', '--seeds', '1000', '--from', '201'),
      fuzz('a full mesh, every machine editing', '--mesh', '2'),
      fuzz('a team whose machines are killed', '--kills', '2'),
      build,
      ...(scripts.starts === undefined
        ? []
        : [
            {
              name: 'starts',
              what: 'two hundred starts',
              run: toItsEnd('npm', 'run', 'starts', '--', '--count', '200'),
            },
          ]),
      ...inEither('journeys', ['--grep', '@long']),
    ],
  };
};

const changedSince = async (ref) => {
  const { chooseTests } = await import('./testing/changed.ts');
  const listed = git('ls-files', '--cached', '--others', '--exclude-standard');
  const files = new Map();
  for (const file of listed)
    if (/\.(tsx?|mjs)$/.test(file) && existsSync(path.join(root, file)))
      files.set(file, readFileSync(path.join(root, file), 'utf8'));
  const changed = [
    ...git('diff', '--name-only', '--relative', ref),
    ...git('ls-files', '--others', '--exclude-standard'),
  ];
  if (changed.length === 0)
    stop(`Nothing changed since ${ref}. Another commit may be named: --changed HEAD~1`);
  const choice = chooseTests(files, changed);
  const there = changed.filter((file) => existsSync(path.join(root, file)));
  console.log(
    `${changed.length} files changed since ${ref}; capabilities: ${choice.capabilities.join(', ') || 'none'}`,
  );
  console.log(`Unit tests: ${choice.tests.length} files; journeys: ${choice.journeys.join(', ') || 'none'}.`);
  console.log(
    `Left to the whole npm test: ${choice.farther.length} files of unit tests that reach the change by way of the whole engine only, and the other journeys.`,
  );
  return {
    aside: [
      types,
      unused,
      style('--files-ignore-unknown=true', ...there),
      zones,
      folders,
      ...(choice.journeys.length > 0 ? [build] : []),
    ],
    after: [
      ...(choice.tests.length > 0
        ? [
            {
              name: 'unit',
              what: 'tests near the change',
              counts: true,
              run: unitTests('unit', ['--project', '!long', ...choice.tests]),
            },
          ]
        : []),
      ...(choice.journeys.length > 0
        ? inEither('journeys', ['--grep-invert', '@long', ...choice.journeys])
        : []),
    ],
  };
};

const asked = process.argv.slice(2);
const plan =
  asked[0] === '--changed'
    ? await changedSince(asked[1] ?? 'HEAD')
    : asked[0] === '--long'
      ? long()
      : everything();
const chosen = asked[0] === '--changed' ? [] : asked.filter((name) => name !== '--long');
const names = [...plan.aside, ...plan.after].map(({ name }) => name);
const unknown = chosen.find((name) => !names.includes(name));
if (unknown !== undefined) stop(`Unknown stage “${unknown}”. Stages: ${names.join(', ')}`);
const wanted = ({ name }) => chosen.length === 0 || chosen.includes(name);

await needChromium();
writeInMemory();
process.exitCode = await runStages(plan.aside.filter(wanted), plan.after.filter(wanted));
