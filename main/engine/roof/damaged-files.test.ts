import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { testClock } from '../ground/testing-clock.ts';
import { testPassphrase } from '../testing/engine.ts';
import { type FileBeside, filesBeside, made, open, survivesDamage } from './testing-damage.ts';

it.each(Object.keys(filesBeside) as FileBeside[])(
  'a damaged %s loses nothing, and is told as what it is',
  (which) => survivesDamage(which, 10),
);

const misplaced: [what: string, (dataDir: string, id: string) => string, 'file' | 'folder'][] = [
  ...Object.entries(filesBeside).map(
    ([name, at]) =>
      [
        `a folder in the place of the ${name}`,
        (dir: string, id: string) => path.join(dir, at(id)),
        'folder',
      ] as [string, (dataDir: string, id: string) => string, 'folder'],
  ),
  [
    'a folder in the place of the attempts being written',
    (dir, id) => path.join(dir, 'vaults', id, 'access.json.unfinished'),
    'folder',
  ],
  ['a folder in the place of the base', (dir, id) => path.join(dir, 'vaults', id, 'vault.db'), 'folder'],
  ['a file in the place of the locks', (dir) => path.join(dir, 'locks'), 'file'],
  ['a file in the place of the relays', (dir) => path.join(dir, 'relays'), 'file'],
  ['a file in the place of what is kept of a relay', (dir, id) => path.join(dir, 'relays', id), 'file'],
  ['a file in the place of what is being made', (dir) => path.join(dir, 'staging'), 'file'],
];
it.each(misplaced)('%s is put aside, not removed, or is told as what it is', async (what, at, put) => {
  const { dataDir, id } = await made();
  const place = at(dataDir, id);
  const isBase = what.endsWith('base');
  const isKeyring = what.endsWith('keyring');
  fs.rmSync(place, { recursive: true, force: true });
  if (put === 'file') fs.writeFileSync(place, 'à quelqu’un');
  else {
    fs.mkdirSync(place);
    fs.writeFileSync(path.join(place, 'autre.txt'), 'à quelqu’un');
  }
  const clock = testClock();
  const engine = open(dataDir, [], clock);
  try {
    const unlock = () => engine.call('vault.unlock', { id, passphrase: testPassphrase });
    let answer = await unlock();
    if (!answer.ok && answer.error.tag === 'too_many_attempts') {
      expect(answer.error).toMatchObject({ retryInMs: 900_000, lost: true });
      clock.advance(answer.error.retryInMs);
      answer = await unlock();
    }
    if (isBase || isKeyring)
      expect(answer).toEqual({
        ok: false,
        error: { tag: 'vault_damaged', part: isBase ? 'base' : 'keyring' },
      });
    else {
      expect(answer).toEqual({ ok: true, value: null });
      expect(await engine.call('notes.search', { text: 'remise' })).toMatchObject({
        value: { hits: [{ title: 'Clés de la remise' }] },
      });
    }
  } finally {
    await engine.close();
  }
  const kept = fs
    .readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .filter((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8') === 'à quelqu’un');
  expect(kept).toHaveLength(1);
});

it('a file in the place of all vaults does not keep Margelle from starting', async () => {
  const { dataDir } = await made();
  const vaults = path.join(dataDir, 'vaults');
  fs.renameSync(vaults, `${vaults} de Claire`);
  fs.writeFileSync(vaults, 'à quelqu’un');
  const engine = open(dataDir, []);
  expect(await engine.call('vault.state', {})).toMatchObject({ value: { vaults: [], open: null } });
  await engine.close();
});
