import { afterEach, describe, expect, it } from 'vitest';
import { meet, type PlaceBench } from '../testing.ts';
import { at, get, KEY, line, openQuarterBench, planning } from './testing.ts';

const open: PlaceBench[] = [];
const bench = (device = 'a', founded = true) => {
  const made = founded ? openQuarterBench(device) : openQuarterBench(device, null);
  open.push(made);
  return made;
};
afterEach(() => {
  for (const made of open.splice(0)) made.close();
});

const add = (made: PlaceBench, ...given: Parameters<typeof line>) =>
  made.done('quarter.saveLine', { key: KEY, line: line(...given) });

async function drafted() {
  const a = bench();
  await a.done('quarter.create', { key: KEY });
  return a;
}

describe('composing', () => {
  it('gives every date of a line its place, and nothing of it to the planning', async () => {
    const a = await drafted();
    const { id, dates } = await add(a, 'Yoga');
    expect(dates).toBe(12);
    const view = await get(a);
    expect(view).toMatchObject({ status: 'draft', from: '2027-01-01', to: '2027-03-31', differences: 0 });
    expect(view.placements).toHaveLength(12);
    expect(view.placements.every(({ state, standing }) => state === 'ok' && standing === 'placed')).toBe(
      true,
    );
    expect(view.lines).toMatchObject([{ id, title: 'Yoga' }]);
    expect(await planning(a)).toEqual([]);
  });

  it('refuses what is not of the quarter, gives no date, or names nothing known', async () => {
    const a = await drafted();
    const ask = (...given: Parameters<typeof line>) =>
      a.call('quarter.saveLine', { key: KEY, line: line(...given) });
    expect(await ask('Trop tard', { date: '2027-04-06' })).toMatchObject({
      error: { tag: 'outside_quarter', from: '2027-01-01', to: '2027-03-31' },
    });
    expect(await ask('Jamais', { rule: { frequency: 'weekly', until: '2027-01-11' } })).toMatchObject({
      error: { tag: 'series_empty' },
    });
    expect(await ask('Nulle part', { spaces: ['gone'] })).toMatchObject({
      error: { tag: 'not_found', what: 'space' },
    });
    expect(await a.call('quarter.saveLine', { key: '2030-1', line: line('Yoga') })).toMatchObject({
      error: { tag: 'not_found', what: 'quarter' },
    });
    expect(await a.call('quarter.create', { key: KEY })).toMatchObject({ error: { tag: 'quarter_exists' } });
  });

  it('ends a rule with the quarter: two thousand dates are ninety', async () => {
    const a = await drafted();
    const { dates } = await add(a, 'Chaque jour', {
      date: '2027-01-01',
      rule: { frequency: 'daily', until: '2032-12-31' },
    });
    expect(dates).toBe(90);
  });

  it('adds what one sentence said in one gesture, all of it or nothing', async () => {
    const a = await drafted();
    const lines = [line('Yoga'), line('Yoga', { date: '2027-01-14', start: '14:00', end: '15:00' })];
    const { ids, dates } = await a.done('quarter.addLines', { key: KEY, lines });
    expect(ids).toHaveLength(2);
    expect(dates).toBe(23);
    expect((await get(a)).lines.map(({ id }) => id)).toEqual(ids);
    const gone = [line('Yoga'), line('Ailleurs', { spaces: ['gone'] })];
    expect(await a.call('quarter.addLines', { key: KEY, lines: gone })).toMatchObject({
      error: { tag: 'not_found', what: 'space' },
    });
    expect((await get(a)).lines).toHaveLength(2);
  });

  it('gives a list of dates, several ranks of the month, open days and school holidays their dates', async () => {
    const a = await drafted();
    const datesOf = async (title: string, rule: object | null, date: string, days: object) => {
      const { plan, ...rest } = line(title, { date });
      const { ids } = await a.done('quarter.addLines', {
        key: KEY,
        lines: [{ ...rest, plan: { ...plan, rule, ...days } as typeof plan }],
      });
      const { placements } = await get(a);
      return placements.filter((one) => one.line === ids[0]).map((one) => one.date.slice(5));
    };
    expect(await datesOf('Liste', null, '2027-01-12', { also: ['2027-01-26', '2027-01-19'] })).toEqual([
      '01-12',
      '01-19',
      '01-26',
    ]);
    const ranks = { frequency: 'monthly-by-weekday', nth: 1, alsoNth: [3] };
    expect(await datesOf('Parole', ranks, '2027-01-07', {})).toEqual([
      '01-07',
      '01-21',
      '02-04',
      '02-18',
      '03-04',
      '03-18',
    ]);
    const open = await datesOf('Ouvert', { frequency: 'daily' }, '2027-01-01', { only: 'open-days' });
    // The New Year is a holiday, the second Saturday an open day.
    expect(open.slice(0, 6)).toEqual(['01-04', '01-05', '01-06', '01-07', '01-08', '01-09']);
    const inHolidays = { only: 'school-holidays' };
    expect(await datesOf('Vacances', { frequency: 'weekly' }, '2027-01-07', inHolidays)).toEqual([]);
    await a.done('place.saveSchoolHoliday', {
      holiday: { zone: 'A', name: 'Vacances d’hiver', start: '2027-02-13', end: '2027-02-28' },
    });
    const view = await get(a);
    const late = view.lines.find(({ title }) => title === 'Vacances');
    expect(view.placements.filter((one) => one.line === late?.id).map(({ date }) => date)).toEqual([
      '2027-02-18',
      '2027-02-25',
    ]);
    const outside = line('Dehors', { date: '2027-01-12' });
    expect(
      await a.call('quarter.addLines', {
        key: KEY,
        lines: [{ ...outside, plan: { ...outside.plan, rule: null, also: ['2027-04-06'] } }],
      }),
    ).toMatchObject({ error: { tag: 'outside_quarter' } });
  });

  it('gives a line that avoids the holidays no date in them: nothing to replace, nothing in the way', async () => {
    const a = await drafted();
    const { id, dates } = await add(a, 'Yoga', { duringSchoolHolidays: false });
    expect(dates).toBe(12);
    // Before the calendar was known, somebody had placed one of them knowingly.
    const forced = { kind: 'forced' as const };
    await a.done('quarter.decide', { key: KEY, line: id, date: '2027-02-23', decision: forced });
    await a.done('place.saveSchoolHoliday', {
      holiday: { zone: 'A', name: 'Vacances d’hiver', start: '2027-02-13', end: '2027-02-28' },
    });
    const view = await get(a);
    expect(view.placements.map(({ date }) => date)).not.toContain('2027-02-16');
    expect(view.placements).toHaveLength(11);
    expect(view.placements.every(({ standing }) => standing === 'placed')).toBe(true);
    expect(view.unremembered).toBe(0);
    expect(await a.done('quarter.difference', { key: KEY })).toMatchObject({ waiting: 0 });
    expect(
      await a.call('quarter.decide', { key: KEY, line: id, date: '2027-02-16', decision: forced }),
    ).toMatchObject({ error: { tag: 'not_found', what: 'date' } });
    // Saved again, what was placed stays; moved into the holidays, a date says so.
    const saved = { key: KEY, line: { ...line('Yoga doux', { duringSchoolHolidays: false }), id } };
    expect(await a.done('quarter.saveLine', saved)).toMatchObject({ dates: 11 });
    expect(at(await get(a), id, '2027-02-23')).toMatchObject({ standing: 'placed', decided: 'forced' });
    const slot = { ...at(view, id, '2027-02-09').slot, date: '2027-02-18' };
    const moved = { kind: 'moved' as const, slot };
    await a.done('quarter.decide', { key: KEY, line: id, date: '2027-02-09', decision: moved });
    expect(at(await get(a), id, '2027-02-09')).toMatchObject({
      standing: 'to-replace',
      obstacles: [{ kind: 'closed', why: 'school-holiday' }],
    });
  });

  it('lets the first line that was added have the room, and names it to the other', async () => {
    const a = await drafted();
    const yoga = await add(a, 'Yoga');
    const dance = await add(a, 'Danse', { start: '11:00', end: '12:00' });
    const view = await get(a);
    expect(at(view, yoga.id, '2027-01-19').state).toBe('ok');
    expect(at(view, dance.id, '2027-01-19')).toMatchObject({
      state: 'clash',
      standing: 'to-replace',
      obstacles: [{ kind: 'clash', reason: 'space', with: { line: yoga.id, date: '2027-01-19' } }],
    });
    const proposals = await a.done('quarter.remedies', { key: KEY, line: dance.id, date: '2027-01-19' });
    expect(proposals.length).toBeGreaterThan(0);
    for (const { slot } of proposals) {
      const decision = { kind: 'moved' as const, slot };
      await a.done('quarter.decide', { key: KEY, line: dance.id, date: '2027-01-19', decision });
      expect(at(await get(a), dance.id, '2027-01-19')).toMatchObject({ state: 'ok', standing: 'placed' });
    }
  });

  it('meets the planning, and calls an appointment “Occupé”', async () => {
    const a = await drafted();
    await a.done('planning.create', {
      slot: { date: '2027-01-19', start: '10:00', end: '11:00', spaces: ['space-calme'] },
      what: { kind: 'appointment', title: 'Madame Secret' },
      who: {},
      state: { status: 'confirmed' },
    });
    const { id } = await add(a, 'Écoute', { spaces: ['space-calme'] });
    const view = await get(a);
    expect(at(view, id, '2027-01-19').state).toBe('clash');
    expect(Object.values(view.met)).toMatchObject([{ label: expect.stringContaining('Occupé') }]);
    expect(JSON.stringify(view)).not.toContain('Secret');
  });

  it('brings a date back as a proposal when its closure goes, on another machine too', async () => {
    const a = await drafted();
    const b = bench('b', false);
    const { id } = await add(a, 'Yoga');
    const closure = { from: '2027-02-15', to: '2027-02-20', reason: 'Fermeture d’hiver' };
    const { id: closureId } = await a.done('quarter.saveClosure', { key: KEY, closure });
    const out = at(await get(a), id, '2027-02-16');
    expect(out).toMatchObject({ state: 'closed', standing: 'to-replace' });
    expect(out.obstacles).toEqual([{ kind: 'closed', why: 'quarter-closure', name: 'Fermeture d’hiver' }]);
    expect((await get(a)).unremembered).toBe(1);
    expect(await a.done('quarter.remember', { key: KEY })).toEqual({ noted: 1 });
    expect(await a.done('quarter.remember', { key: KEY })).toEqual({ noted: 0 });
    meet(a, b);
    await b.done('quarter.removeClosure', { key: KEY, id: closureId });
    meet(a, b);
    for (const machine of [a, b])
      expect(at(await get(machine), id, '2027-02-16')).toMatchObject({ state: 'ok', standing: 'proposed' });
    // A proposal is not published by itself.
    expect(await a.done('quarter.publish', { key: KEY })).toMatchObject({ created: 11 });
    expect(await b.done('quarter.acceptAll', { key: KEY })).toMatchObject({ accepted: 1 });
    meet(a, b);
    expect(at(await get(a), id, '2027-02-16')).toMatchObject({ standing: 'placed' });
  });

  it('keeps decisions made at the same time on two machines for two dates of one line', async () => {
    const a = await drafted();
    const b = bench('b', false);
    const { id } = await add(a, 'Yoga');
    meet(a, b);
    await a.done('quarter.decide', { key: KEY, line: id, date: '2027-01-12', decision: { kind: 'dropped' } });
    const slot = { date: '2027-01-20', start: '10:00', end: '11:15', spaces: ['space-salon'] };
    await b.done('quarter.decide', {
      key: KEY,
      line: id,
      date: '2027-01-19',
      decision: { kind: 'moved', slot },
    });
    await b.done('quarter.saveLine', { key: KEY, line: line('Yoga doux', { id }) });
    meet(a, b);
    for (const machine of [a, b]) {
      const view = await get(machine);
      expect(view.rivals).toBe(0);
      expect(view.lines).toMatchObject([{ title: 'Yoga doux' }]);
      expect(at(view, id, '2027-01-12').standing).toBe('dropped');
      expect(at(view, id, '2027-01-19').slot).toMatchObject(slot);
    }
    expect((await get(a)).placements).toEqual((await get(b)).placements);
  });

  it('spends the budget day after day, and says by how much a date passes it', async () => {
    const a = await drafted();
    const { id: facilitator } = await a.done('catalogue.saveFacilitator', {
      facilitator: {
        name: 'Souffle',
        contact: {},
        price: { unit: 'session', cents: 5000 },
        availability: '',
        absences: [{ from: '2027-01-26', to: '2027-01-26' }],
        documents: [],
      },
    });
    const { id } = await add(a, 'Sophrologie', { facilitator });
    const settings = { ...(await get(a)).settings, budgetCents: 40_000 };
    await a.done('quarter.saveSettings', { key: KEY, settings });
    const view = await get(a);
    expect(at(view, id, '2027-01-26').state).toBe('host-away');
    expect(view.placements.filter(({ state }) => state === 'ok')).toHaveLength(8);
    expect(at(view, id, '2027-03-30')).toMatchObject({
      state: 'over-budget',
      obstacles: [{ kind: 'over-budget', overCents: 5000 }],
    });
    await a.done('quarter.decide', { key: KEY, line: id, date: '2027-03-30', decision: { kind: 'forced' } });
    const forced = await get(a);
    expect(at(forced, id, '2027-03-30').standing).toBe('placed');
    expect(forced.placements.filter(({ standing }) => standing === 'placed')).toHaveLength(8);
  });

  it('is undone like any gesture', async () => {
    const a = await drafted();
    const { id } = await add(a, 'Yoga');
    await a.done('quarter.decide', { key: KEY, line: id, date: '2027-01-12', decision: { kind: 'dropped' } });
    await a.done('planning.undo', {});
    expect(at(await get(a), id, '2027-01-12').standing).toBe('placed');
  });
});

describe('comments', () => {
  it('are signed, dated, and go with their line', async () => {
    const a = await drafted();
    const { id } = await add(a, 'Yoga');
    await a.done('quarter.comment', { key: KEY, line: id, date: '2027-01-19', text: 'Prévoir les tapis' });
    expect((await get(a)).comments).toMatchObject([
      { line: id, date: '2027-01-19', text: 'Prévoir les tapis', author: 'a' },
    ]);
    await a.done('quarter.removeLine', { key: KEY, line: id });
    expect(await get(a)).toMatchObject({ comments: [], lines: [], placements: [] });
  });
});
