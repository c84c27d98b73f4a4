/** What sealing costs by itself, and how a sealed log grows over a year of use. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sodium from 'sodium-native';
import { addDays, fromMinutes } from '#shared/domain/time/wall.ts';
import { open, seal } from '../../main/engine/entry/envelope.ts';
import { systemRandom } from '../../main/engine/index.ts';
import { Links } from '../../main/engine/testing/fuzz/links.ts';
import { Machine } from '../../main/engine/testing/fuzz/machine.ts';
import { sample } from '../support/measure.ts';
import type { Row } from '../support/row.ts';

/** An update as one gesture makes it. */
const CONTENT_BYTES = 400;
/** A place's year: sessions and appointments, and those that are moved. */
const YEAR = { made: 6_000, moved: 4_000 };

export async function sealingRow(): Promise<Row> {
  const signPublic = Buffer.alloc(sodium.crypto_sign_PUBLICKEYBYTES);
  const signSecret = Buffer.alloc(sodium.crypto_sign_SECRETKEYBYTES);
  sodium.crypto_sign_keypair(signPublic, signSecret);
  const key = systemRandom.bytes(32);
  const header = {
    type: 'update' as const,
    circle: 'team' as const,
    document: '2027',
    epoch: systemRandom.bytes(16).toString('base64url'),
    device: systemRandom.bytes(6).toString('base64url'),
    seq: 1,
    covers: null,
  };
  const contents = Array.from({ length: 500 }, () => systemRandom.bytes(CONTENT_BYTES));
  const cost = await sample(contents, (content) => {
    const [entry] = seal({
      header,
      content,
      key,
      signSecret,
      random: systemRandom,
    });
    if (!entry || !open(entry, { key, signPublic }).ok) throw new Error('an entry could not be opened');
  });
  return {
    what: 'sealing and opening one change of 400 bytes, p95',
    measured: cost.p95,
    unit: 'ms',
    budget: 1,
    note: 'both sides: encrypt, sign, verify, decrypt',
  };
}

export async function growthRow(): Promise<Row> {
  const root = mkdtempSync(join(tmpdir(), 'margelle-bench-growth-'));
  const machine = new Machine({
    name: 'm',
    folder: root,
    links: new Links(),
    log: (line) => console.error(line),
    haste: 20,
  });
  const size = () =>
    machine.relay
      .log('team')
      .entries()
      .reduce((sum, entry) => sum + entry.length, 0);
  const turn = () => new Promise((resume) => setTimeout(resume, 2));
  try {
    await machine.found();
    const ids: string[] = [];
    let largest = 0;
    const slot = (i: number) => {
      const start = 540 + ((i * 7) % 16) * 30;
      const date = addDays('2027-01-04', (i * 13) % 360);
      return { date, start: fromMinutes(start), end: fromMinutes(start + 30), spaces: [] };
    };
    const rest = {
      what: { kind: 'meeting' as const, title: 'Séance de la semaine' },
      who: {},
      acceptOutsideOpening: true,
    };
    for (let i = 0; i < YEAR.made + YEAR.moved; i += 1) {
      const answer =
        i < YEAR.made
          ? machine.call('planning.create', { ...rest, slot: slot(i), state: { status: 'confirmed' } })
          : machine.call('planning.change', {
              id: ids[i % ids.length] ?? '',
              slot: slot(i + 3),
              acceptOutsideOpening: true,
            });
      if (!answer.ok) throw new Error(answer.error.tag);
      if (i < YEAR.made) ids.push(answer.value.id);
      if (i % 25 === 0) {
        await turn();
        largest = Math.max(largest, size());
      }
    }
    // The last compaction comes by itself, a second after the last change here.
    for (let waited = 0; waited < 40; waited += 1) await new Promise((resume) => setTimeout(resume, 50));
    const { team } = machine.vault;
    const plain = team.documents().reduce((sum, document) => sum + team.whole(document).length, 0);
    return {
      what: 'sealed log of a year (10,000 changes), after compaction',
      measured: size() / 1000,
      unit: 'kB',
      budget: 8_000,
      baseline: { name: 'its documents, not sealed', measured: plain / 1000, ratio: size() / plain },
      note: `at most ${(largest / 1e6).toFixed(1)} MB on the way`,
    };
  } finally {
    await machine.destroy();
    rmSync(root, { recursive: true, force: true });
  }
}
