/**
 * The process that `kill.test.ts` kills: opens the vault, writes without rest, and says each write once it is
 * acknowledged. Starts at the first line on its input, so that the next one can warm up meanwhile.
 */
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { openTestEngine } from './engine.ts';

const [dataDir = '', vaultId = '', passphrase = ''] = process.argv.slice(2);
/** Written at once and unbuffered: what is said has happened. */
const say = (line: object) => writeSync(1, `${JSON.stringify(line)}\n`);

const engine = openTestEngine(dataDir);
say({ ready: true });
await once(process.stdin, 'data');

const opened = await engine.call('vault.unlock', { id: vaultId, passphrase });
if (!opened.ok) {
  say({ refused: opened.error.tag });
  process.exit(1);
}
say({ open: true });

const key = '2027-1';
const quarter = await engine.call('quarter.create', { key });
if (quarter.ok) {
  const line = await engine.call('quarter.saveLine', {
    key,
    line: {
      plan: {
        rule: { frequency: 'weekly', count: 10 },
        slot: { date: '2027-01-12', start: '10:00', end: '11:00', spaces: [] },
      },
      what: { kind: 'session', title: 'Yoga' },
      who: {},
    },
  });
  if (!line.ok) throw new Error(line.error.tag);
}

for (let n = 0; ; n += 1) {
  const note = await engine.call('notes.create', { date: '2027-01-12', title: `note ${n}` });
  if (!note.ok) throw new Error(note.error.tag);
  say({ note: note.value.id, title: `note ${n}` });
  const saved = await engine.call('notes.save', {
    id: note.value.id,
    seen: note.value.changedAt,
    title: `relue ${n}`,
  });
  if (!saved.ok) throw new Error(saved.error.tag);
  say({ note: note.value.id, title: `relue ${n}` });
  const series = await engine.call('planning.createSeries', {
    rule: { frequency: 'weekly', count: 10 },
    slot: { date: '2027-01-12', start: '10:00', end: '11:00', spaces: [] },
    what: { kind: 'meeting', title: `réunion ${n}` },
    who: {},
    state: { status: 'confirmed' },
    acceptOutsideOpening: true,
  });
  if (!series.ok) throw new Error(series.error.tag);
  say({ series: series.value.ids });
  // Ten sessions more, then ten fewer: also when a former process was killed in between.
  const published = await engine.call('quarter.publish', { key });
  if (!published.ok && published.error.tag !== 'nothing_to_publish') throw new Error(published.error.tag);
  say({ quarter: 'published' });
  // A kill may also fall between what is taken back and its answer: there is nothing to publish then, and nothing to take back.
  const takenBack = await engine.call('quarter.takeBack', { key });
  if (!takenBack.ok && takenBack.error.tag !== 'already_taken_back') throw new Error(takenBack.error.tag);
  say({ quarter: 'taken back' });
}
