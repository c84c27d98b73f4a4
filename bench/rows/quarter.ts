/** The quarter at the size of its budgets: composed from nothing and after one change, then published to a second machine. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LineInput } from '#shared/contract/quarter.ts';
import { addDays, fromMinutes } from '#shared/domain/time/wall.ts';
import { composeQuarter } from '../../main/engine/features/quarter/composing.ts';
import { readQuarter } from '../../main/engine/features/quarter/store.ts';
import { versus } from '../support/measure.ts';
import type { Row } from '../support/row.ts';
import type { Twin } from '../support/ten-years.ts';
import { ask } from './queries.ts';
import { done, invite, open, passphrase, until } from './sharing.ts';

const KEY = '2027-1';
/** 33 weekly lines of 13 dates, less those that begin a week later: a little more than 400 placements. */
const LINES = 33;
const SPACES = ['space-salon', 'space-activites', 'space-calme'];

/** Spread over the week so that most find their place; `i` from 0. */
function line(i: number): LineInput {
  const start = 600 + Math.floor(i / 15) * 90;
  return {
    plan: {
      rule: { frequency: 'weekly' },
      slot: {
        date: addDays('2027-01-04', i % 5),
        start: fromMinutes(start),
        end: fromMinutes(start + 60),
        spaces: [SPACES[Math.floor(i / 5) % 3] ?? ''],
        setupMin: 10,
        airingMin: 10,
      },
    },
    what: { kind: 'session', title: `Atelier ${i}`, capacity: 12, isPublic: true },
    who: {},
  };
}

/** Against the ten years, in which the quarter of today is as full as the others. */
export async function composeRows({ encrypted, plain }: Twin): Promise<Row[]> {
  const rounds = Array.from({ length: 40 }, (_, i) => i);
  let placements = 0;
  for (const vault of [encrypted, plain]) {
    if (readQuarter(vault, KEY)) continue;
    await ask(vault, 'quarter.create', { key: KEY });
    for (let i = 0; i < LINES; i += 1) await ask(vault, 'quarter.saveLine', { key: KEY, line: line(i) });
  }
  const compose = (vault: Twin['encrypted']) => {
    const quarter = readQuarter(vault, KEY);
    // A copy: what was composed before is not taken for it.
    if (quarter) placements = composeQuarter(vault, { ...quarter }).placements.length;
  };
  const whole = await versus(
    rounds,
    () => compose(encrypted),
    () => compose(plain),
  );
  const change = async (vault: Twin['encrypted'], round: number) => {
    const [first] = readQuarter(vault, KEY)?.lines ?? [];
    const end = fromMinutes(660 + (round % 4) * 5);
    const given = line(0);
    const slot = { ...given.plan.slot, end };
    await ask(vault, 'quarter.saveLine', {
      key: KEY,
      line: { ...given, id: first?.id ?? '', plan: { ...given.plan, slot } },
    });
    await ask(vault, 'quarter.get', { key: KEY });
  };
  const changed = await versus(
    rounds,
    (round) => change(encrypted, round),
    (round) => change(plain, round + 1),
  );
  const screen = await versus(
    rounds,
    () => ask(encrypted, 'quarter.get', { key: KEY }),
    () => ask(plain, 'quarter.get', { key: KEY }),
  );
  const against = ({ baseline, ratio }: typeof whole) => ({
    name: 'plain SQLite',
    measured: baseline.p95,
    ratio,
  });
  return [
    {
      what: `compose a quarter of ${placements} placements, p95`,
      measured: whole.work.p95,
      unit: 'ms',
      budget: 50,
      baseline: against(whole),
    },
    {
      what: 'change a line, compose again and draw the sheet’s data, p95',
      measured: changed.work.p95,
      unit: 'ms',
      budget: 50,
      baseline: against(changed),
    },
    {
      what: 'query p95: the quarter',
      measured: screen.work.p95,
      unit: 'ms',
      budget: 10,
      baseline: against(screen),
      note: 'asked again while nothing was written; after a change, see the line above',
    },
  ];
}

/** 400 sessions published on one machine, until the other one's planning shows them all. */
export async function publishRow(): Promise<Row> {
  const root = mkdtempSync(join(tmpdir(), 'margelle-bench-publish-'));
  const a = open(join(root, 'a'), true);
  const b = open(join(root, 'b'), true);
  try {
    await done(a, 'vault.create', {
      team: 'Mesure',
      profile: 'ressourcerie',
      name: 'Claire',
      role: 'coordinator',
      passphrase,
    });
    await invite(a, b);
    await done(a, 'quarter.create', { key: KEY });
    for (let i = 0; i < LINES; i += 1) await done(a, 'quarter.saveLine', { key: KEY, line: line(i) });
    // What the calendar of the place keeps out is placed knowingly: 400 sessions are what is measured.
    const { placements } = await done(a, 'quarter.get', { key: KEY });
    for (const { line: id, date, standing } of placements)
      if (standing === 'to-replace')
        await done(a, 'quarter.decide', { key: KEY, line: id, date, decision: { kind: 'forced' } });
    const wanted = placements.length;
    const times: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const countOf = async () =>
        (await done(b, 'planning.range', { from: '2027-01-01', to: '2027-03-31' })).bookings.length;
      await until(b, async () => (await countOf()) === 0);
      const begun = performance.now();
      const shown = until(b, async () => (await countOf()) === wanted);
      await done(a, 'quarter.publish', { key: KEY });
      await shown;
      times.push(performance.now() - begun);
      await done(a, 'quarter.takeBack', { key: KEY });
    }
    times.sort((x, y) => x - y);
    return {
      what: `publish ${wanted} sessions → shown on a second machine`,
      measured: times[2] ?? Number.NaN,
      unit: 'ms',
      budget: 1_000,
      note: 'loopback, median of 5',
    };
  } finally {
    await a.close();
    await b.close();
    rmSync(root, { recursive: true, force: true });
  }
}
