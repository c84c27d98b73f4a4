/**
 * Machines of one place that import versions of one calendar apart, change bookings by hand, take imports back, and meet in any
 * order: at the end each event is there once, the same everywhere, and nothing that a hand wrote is lost.
 */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { wholeUid } from '#shared/domain/exchange/cut-series.ts';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { decodeBooking } from '#shared/domain/planning/stored.ts';
import { toEpoch } from '#shared/domain/time/wall.ts';
import { meet } from '../testing.ts';
import { openExchangeBench } from './bench.ts';

export type Machine = ReturnType<typeof openExchangeBench>;

/** Of one place, which part now: the first has founded it. */
export function machinesOf(...names: string[]): Machine[] {
  const made = names.map((name, at) => openExchangeBench(name, at === 0));
  const [first, ...others] = made;
  for (const machine of made) machine.time.now = toEpoch('2027-01-12', '12:00', 'Europe/Paris');
  for (const other of others) if (first) meet(first, other);
  return made;
}

const single = (at: number, start: string, ...more: string[]) =>
  event(`UID:${at}@agenda`, `SUMMARY:Séance ${at}`, `DTSTART:${start}`, 'DURATION:PT1H', ...more);
const series = (...more: string[]) =>
  event('UID:s@agenda', 'SUMMARY:Chant', 'DTSTART:20270112T170000', 'DURATION:PT1H', ...more);
const WEEKLY = 'RRULE:FREQ=WEEKLY;COUNT=4';
const MOVED = 'RECURRENCE-ID:20270119T170000';
/** What the calendar said, one time after another. */
const VERSIONS: readonly (readonly string[])[] = [
  [...[0, 1, 2, 3].map((at) => single(at, `202701${12 + at}T100000`)), series(WEEKLY)],
  [
    single(0, '20270112T100000'),
    single(1, '20270113T140000', 'SEQUENCE:1'),
    single(2, '20270114T100000', 'SEQUENCE:1', 'SUMMARY:Séance longue'),
    single(3, '20270115T100000', 'SEQUENCE:1', 'STATUS:CANCELLED'),
    series(WEEKLY),
    event('UID:s@agenda', 'SUMMARY:Chant', MOVED, 'DTSTART:20270120T170000', 'DURATION:PT1H', 'SEQUENCE:1'),
  ],
  [
    single(0, '20270118T100000', 'SEQUENCE:2'),
    single(1, '20270113T140000', 'SEQUENCE:1'),
    single(4, '20271230T100000'),
    series(WEEKLY, 'EXDATE:20270126T170000', 'SEQUENCE:2'),
  ],
  [single(4, '20280103T100000', 'SEQUENCE:3'), single(3, '20270115T110000', 'SEQUENCE:3')],
];

type Step =
  | { what: 'imports'; who: number; version: number; hasRoom: boolean }
  | { what: 'changes' | 'takes back'; who: number }
  | { what: 'meets'; who: number; whom: number };

const who = fc.nat(2);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('imports' as const),
      who,
      version: fc.nat(VERSIONS.length - 1),
      hasRoom: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('changes' as const), who }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('takes back' as const), who }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('meets' as const), who, whom: who }) },
);

/** A booking changed by hand (its UID), or an import taken back. */
interface Act {
  at: number;
  known: ReadonlySet<Act>;
  changed: string | undefined;
}

const handTitle = (at: number) => `De la main de ${at}`;

class Team {
  readonly machines = machinesOf('a', 'b', 'c');
  /** Imports of each machine that it has not taken back. */
  readonly standing: string[][] = [[], [], []];
  /** UIDs of bookings changed by hand. */
  readonly byHand = new Set<string>();
  /** What each machine has heard of, what it did itself included. */
  readonly heard: Set<Act>[] = [new Set(), new Set(), new Set()];
  readonly acts: Act[] = [];

  machine(at: number): Machine {
    const found = this.machines[at];
    if (!found) throw new Error(`no machine ${at}`);
    found.time.now += 1_000;
    return found;
  }

  bookings(machine: Machine) {
    return machine.circle.list('bookings').flatMap(({ id, facets, rivals }) => {
      const booking = decodeBooking(id, facets);
      return booking ? [{ booking, rivals }] : [];
    });
  }

  async imports(at: number, version: number, hasRoom: boolean): Promise<void> {
    const machine = this.machine(at);
    const file = machine.token('agenda.ics', calendar(...(VERSIONS[version] ?? [])));
    const preview = await machine.preview(file);
    const rooms = {
      salon: hasRoom ? ({ kind: 'create', name: 'Salon bleu' } as const) : ({ kind: 'none' } as const),
    };
    const { importId } = await machine.import(preview, { rooms });
    if (machine.circle.read('imports', importId)) this.standing[at]?.push(importId);
  }

  /** Each machine changes a booking of its own choice: nobody else changes that one by hand. */
  async changes(at: number): Promise<void> {
    const machine = this.machine(at);
    const uid = `${at}@agenda`;
    const found = this.bookings(machine).find(({ booking }) => booking.origin.uid === uid);
    if (!found) return;
    const { id, what } = found.booking;
    await machine.done('planning.change', { id, what: { ...what, title: handTitle(at) } });
    this.byHand.add(uid);
    this.did(at, uid);
  }

  did(at: number, changed?: string): void {
    const act: Act = { at, known: new Set(this.heard[at]), changed };
    this.acts.push(act);
    this.heard[at]?.add(act);
  }

  /** A removal wins over a change that was made apart from it. */
  mayBeGone(change: Act): boolean {
    return this.acts.some(
      (act) => act.changed === undefined && !act.known.has(change) && !change.known.has(act),
    );
  }

  async takesBack(at: number): Promise<boolean> {
    const importId = this.standing[at]?.pop();
    if (importId === undefined) return false;
    const machine = this.machine(at);
    this.did(at);
    await machine.done('exchange.undoImport', { importId, keepChanged: true });
    // What was changed stays, to be taken back later.
    if (machine.circle.read('imports', importId)) this.standing[at]?.unshift(importId);
    return true;
  }

  meets(a: number, b: number): void {
    if (a === b) return;
    meet(this.machine(a), this.machine(b));
    const both = new Set([...(this.heard[a] ?? []), ...(this.heard[b] ?? [])]);
    this.heard[a] = both;
    this.heard[b] = new Set(both);
  }

  allMeet(): void {
    for (const [a, b] of [
      [0, 1],
      [1, 2],
      [0, 1],
      [0, 2],
    ] as const)
      this.meets(a, b);
  }

  async run(one: Step): Promise<void> {
    switch (one.what) {
      case 'imports':
        return this.imports(one.who, one.version, one.hasRoom);
      case 'changes':
        return this.changes(one.who);
      case 'takes back':
        return void (await this.takesBack(one.who));
      case 'meets':
        return this.meets(one.who, one.whom);
    }
  }

  /** What is wrong now that all have met; empty when nothing is. */
  async faults(): Promise<string[]> {
    const [first, ...others] = this.machines.map((machine) => ({ machine, list: this.bookings(machine) }));
    if (!first) return [];
    const faults: string[] = [];
    for (const { list } of others)
      if (!isDeepStrictEqual(list, first.list)) faults.push('not the same on all');
    const names = first.list.map(
      ({ booking: { origin } }) => `${wholeUid(origin.uid ?? '')} ${origin.recurrenceId ?? ''}`,
    );
    for (const name of names)
      if (names.indexOf(name) !== names.lastIndexOf(name)) faults.push(`twice: ${name}`);
    const { spaces } = await first.machine.done('place.get', {});
    if (spaces.filter(({ name }) => name === 'Salon bleu').length > 1) faults.push('a room is there twice');
    for (const act of this.acts) {
      const title = handTitle(act.at);
      if (act.changed === undefined || this.mayBeGone(act)) continue;
      const shown = first.list.filter(({ booking: { origin } }) => origin.uid === act.changed);
      if (!JSON.stringify(shown).includes(title)) faults.push(`lost: ${title}`);
    }
    return [...new Set(faults)];
  }

  /** Everybody takes everything back. */
  async unmake(): Promise<void> {
    for (let round = 0; round < 6; round++)
      for (const at of [0, 1, 2]) {
        for (let left = this.standing[at]?.length ?? 0; left > 0; left--) await this.takesBack(at);
        this.allMeet();
      }
  }

  /** What is left once everybody took everything back, but what a hand changed, and what somebody is to choose between. */
  left(): string[] {
    return this.bookings(this.machine(0)).flatMap(({ booking: { origin }, rivals }) =>
      this.byHand.has(origin.uid ?? '') || Object.keys(rivals).length > 0 ? [] : [origin.uid ?? ''],
    );
  }

  close(): void {
    for (const machine of this.machines) machine.close();
  }
}

/** Throws what went wrong, with the steps that led there. */
export const importedAlike = (numRuns: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const team = new Team();
      try {
        for (const one of steps) await team.run(one);
        team.allMeet();
        const faults = await team.faults();
        await team.unmake();
        // Of several versions, one may have taken the place of two that stood beside each other: they do not come back.
        const versions = new Set(
          steps.flatMap((one) => (one.what === 'imports' ? [`${one.version} ${one.hasRoom}`] : [])),
        );
        const left = versions.size === 1 ? team.left() : [];
        if (faults.length + left.length > 0)
          throw new Error(`${faults.join(', ')}; left: ${left.join(', ')}`);
      } finally {
        team.close();
      }
    }),
    { numRuns },
  );
