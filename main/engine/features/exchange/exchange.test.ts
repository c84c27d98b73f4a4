import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import { openExchangeBench } from './bench.ts';

const real = fileURLToPath(new URL('../../../../../shared/data/pyconuk-2015-schedule.ics', import.meta.url));

let bench: ReturnType<typeof openExchangeBench>;
beforeEach(() => {
  bench = openExchangeBench();
});
afterEach(() => bench.close());

const spaceNamed = async (name: string) => {
  const { spaces } = await bench.done('place.get', {});
  return spaces.find((space) => space.name === name)?.id;
};
const imported = async (from = '2027-01-01', to = '2027-12-31') =>
  (await bench.done('planning.range', { from, to, withCancelled: true })).bookings;
const firstSpace = async () => (await bench.done('place.get', {})).spaces[0] ?? { id: '', name: '' };

describe.skipIf(!existsSync(real))(
  'a real programme of 162 events in 11 rooms (needs ../shared/data)',
  () => {
    test('is shown whole, double bookings included, and imported without losing any', async () => {
      const preview = await bench.preview(bench.grantRead(real));
      expect(preview).toMatchObject({
        events: 162,
        skipped: [],
        skippedCount: 0,
        capped: [],
        tooMany: 0,
        unknownZones: [],
      });
      expect(preview.rooms).toHaveLength(11);
      expect(preview.rooms.reduce((sum, { count }) => sum + count, preview.withoutRoom)).toBe(preview.rows);
      const rooms = Object.fromEntries(
        preview.rooms.map(({ key, name }) => [key, { kind: 'create' as const, name: name.slice(0, 120) }]),
      );
      const { counts, total } = await bench.rows(preview, rooms);
      expect(total).toBe(preview.rows);
      expect(counts.new).toBe(preview.rows);
      expect(counts['overlaps-file']).toBeGreaterThan(0);
      const summary = await bench.import(preview, { rooms });
      expect(summary).toMatchObject({ created: preview.rows, skipped: 0, spacesCreated: 11 });
      expect(summary.asOption).toBeGreaterThan(0);
      expect(bench.count('bookings')).toBe(preview.rows);
      expect(bench.count('(SELECT DISTINCT later FROM clashes)')).toBe(summary.asOption);
      process.stdout.write(
        `pyconuk: ${preview.rows} rows, ${counts['overlaps-file']} meet another, ${summary.asOption} to settle, ${counts.closed} outside opening\n`,
      );

      const again = await bench.preview(bench.grantRead(real));
      expect((await bench.rows(again)).counts).toMatchObject({
        all: preview.rows,
        unchanged: preview.rows,
        new: 0,
      });
      expect(await bench.import(again)).toMatchObject({ created: 0, updated: 0, unchanged: preview.rows });
      expect(bench.count('bookings')).toBe(preview.rows);

      const [past] = await bench.done('exchange.imports', {});
      expect(past).toMatchObject({ created: preview.rows, undoable: true });
      await bench.done('exchange.undoImport', { importId: summary.importId });
      expect(bench.count('bookings')).toBe(0);
      expect(await bench.done('exchange.imports', {})).toEqual([]);
      const { spaces } = await bench.done('place.get', {});
      expect(spaces.some(({ name }) => name.startsWith('PythonAnywhere'))).toBe(false);
    });
  },
);

describe('what a preview says', () => {
  test('rooms are matched whatever their accents and case, and closed days and overlaps are told', async () => {
    const space = await firstSpace();
    await bench.done('planning.create', {
      slot: { date: '2027-01-12', start: '10:30', end: '11:30', spaces: [space.id] },
      what: { kind: 'appointment', title: 'Madame SECRET' },
      who: {},
      state: { status: 'confirmed' },
      acceptOutsideOpening: true,
    });
    const shouted = space.name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
    const preview = await bench.preview(
      bench.token(
        'a.ics',
        calendar(
          event('UID:1', `LOCATION:${shouted}`),
          event(
            'UID:2',
            `LOCATION:${space.name}`,
            'DTSTART:20270112T103000',
            'DURATION:PT1H',
            'SUMMARY:Chorale',
          ),
          event('UID:3', `LOCATION:${space.name}`, 'DTSTART:20270501T100000', 'DURATION:PT1H'),
          event('UID:4', 'LOCATION:Ailleurs'),
        ),
      ),
    );
    expect(preview.rooms.map(({ suggestion }) => suggestion)).toEqual([
      { kind: 'spaces', ids: [space.id] },
      null,
    ]);
    const { rows, counts } = await bench.rows(preview);
    expect(counts).toMatchObject({ all: 4, new: 4, 'overlaps-planning': 2, 'overlaps-file': 2 });
    const [yoga] = rows;
    expect(yoga?.problems).toContainEqual({ kind: 'overlaps-planning', with: ['Occupé'] });
    expect(yoga?.problems).toContainEqual({ kind: 'overlaps-file', with: ['Chorale'] });
    expect(rows[3]?.problems).toMatchObject([
      { kind: 'closed', reasons: expect.arrayContaining([expect.objectContaining({ kind: 'holiday' })]) },
    ]);
    expect(JSON.stringify(rows)).not.toContain('SECRET');
    expect(await bench.import(preview, { overlapping: 'skip', closed: 'skip' })).toMatchObject({
      created: 1,
      skipped: 3,
    });
  });

  test.each([
    ['an empty file', '', 'calendar_unreadable'],
    ['a table', 'a;b;c', 'calendar_unreadable'],
  ])('%s is refused in a word', async (_title, content, tag) => {
    expect(
      await bench.call('exchange.preview', { file: bench.token('x.ics', content), job: 'j' }),
    ).toMatchObject({ ok: false, error: { tag } });
    expect(bench.progress.at(-1)?.state).toBe('failed');
  });

  test('a file in windows-1252 or UTF-16 keeps its accents', async () => {
    const text = calendar(event('SUMMARY:Café'));
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    for (const bytes of [Buffer.from(text, 'latin1'), utf16]) {
      const { rows } = await bench.rows(await bench.preview(bench.token('e.ics', bytes)));
      expect(rows[0]?.title).toBe('Café');
    }
  });
});

describe('importing again', () => {
  const weekly = (...more: string[]) =>
    event('UID:s@test', 'RRULE:FREQ=WEEKLY;COUNT=4', 'DTSTART:20270112T100000', 'DURATION:PT1H', ...more);

  test('updates what changed, cancels what is cancelled, leaves alone what was changed by hand', async () => {
    const space = await firstSpace();
    const located = `LOCATION:${space.name}`;
    await bench.import(await bench.preview(bench.token('1.ics', calendar(weekly(located)))));
    const before = await imported();
    expect(before.map(({ date }) => date)).toEqual(['2027-01-12', '2027-01-19', '2027-01-26', '2027-02-02']);
    const byHand = before[0];
    if (!byHand) throw new Error('nothing imported');
    const { booking } = await bench.done('planning.booking', { id: byHand.id });
    await bench.done('planning.change', { id: byHand.id, what: { ...booking.what, title: 'Yoga doux' } });

    const preview = await bench.preview(
      bench.token(
        '2.ics',
        calendar(weekly(located, 'SUMMARY:Yoga du matin', 'SEQUENCE:1', 'EXDATE:20270126T100000')),
      ),
    );
    const { rows } = await bench.rows(preview);
    expect(rows.map(({ state }) => state)).toEqual(['by-hand', 'update', 'update', 'update']);
    expect(await bench.import(preview)).toMatchObject({ created: 0, updated: 2, cancelled: 1, leftAlone: 1 });
    expect((await imported()).map(({ title, status }) => `${title} ${status}`)).toEqual([
      'Yoga doux confirmed',
      'Yoga du matin confirmed',
      'Yoga cancelled',
      'Yoga du matin confirmed',
    ]);

    const older = await bench.preview(bench.token('1.ics', calendar(weekly(located))));
    expect((await bench.rows(older)).rows.map(({ state }) => state)).toEqual([
      'by-hand',
      'older',
      'older',
      'older',
    ]);
  });

  test('a space made by an import is the one chosen the next time', async () => {
    const text = calendar(event('LOCATION:La Serre'));
    await bench.import(await bench.preview(bench.token('1.ics', text)), {
      rooms: { 'la serre': { kind: 'create', name: 'Serre du fond' } },
    });
    const id = await spaceNamed('Serre du fond');
    const again = await bench.preview(bench.token('1.ics', text));
    expect(again.rooms[0]?.suggestion).toEqual({ kind: 'spaces', ids: [id] });
    expect((await bench.rows(again)).rows[0]?.state).toBe('unchanged');
  });

  test('an import of which something was changed since is not taken back by surprise', async () => {
    const { importId } = await bench.import(
      await bench.preview(bench.token('1.ics', calendar(weekly('LOCATION:')))),
    );
    const [one] = await imported();
    const { booking } = await bench.done('planning.booking', { id: one?.id ?? '' });
    await bench.done('planning.change', { id: booking.id, what: { ...booking.what, title: 'À nous' } });
    expect(await bench.call('exchange.undoImport', { importId })).toMatchObject({
      ok: false,
      error: { tag: 'changed_meanwhile' },
    });
    expect(await bench.done('exchange.undoImport', { importId, keepChanged: true })).toEqual({
      removed: 3,
      kept: 1,
    });
    expect((await imported()).map(({ title }) => title)).toEqual(['À nous']);
  });

  test('what is private in its calendar comes in as "Occupé", its title for this vault alone', async () => {
    await bench.import(
      await bench.preview(
        bench.token('p.ics', calendar(event('CLASS:PRIVATE', 'SUMMARY:Dentiste', 'DESCRIPTION:couronne'))),
      ),
    );
    const [one] = await imported();
    expect(one).toMatchObject({ kind: 'appointment', title: 'Occupé', privateLabel: 'Dentiste' });
    expect(Buffer.concat(bench.updates().map(({ update }) => update)).includes('Dentiste')).toBe(false);
    expect(Buffer.concat(bench.updates().map(({ update }) => update)).includes('couronne')).toBe(false);
  });
});

describe('stopping', () => {
  const many = () =>
    calendar(
      Array.from({ length: 3000 }, (_, n) =>
        event(`UID:${n}`, `DTSTART:2027${String(1 + (n % 12)).padStart(2, '0')}10T100000`, 'DURATION:PT1H'),
      ).join('\r\n'),
    );

  test('reading and importing stop when asked, and nothing is written', async () => {
    const file = bench.token('m.ics', many());
    const reading = bench.call('exchange.preview', { file, job: 'reading' });
    expect(await bench.done('exchange.cancel', { job: 'reading' })).toEqual({ stopped: true });
    expect(await reading).toMatchObject({ ok: false, error: { tag: 'cancelled_by_user' } });
    const preview = await bench.preview(file);
    const running = bench.call('exchange.import', {
      previewId: preview.previewId,
      job: 'writing',
      rooms: {},
      kind: 'informal',
    });
    await bench.done('exchange.cancel', { job: 'writing' });
    expect(await running).toMatchObject({ ok: false, error: { tag: 'cancelled_by_user' } });
    expect(bench.count('bookings')).toBe(0);
    expect(bench.progress.filter(({ state }) => state !== 'running').map(({ state }) => state)).toEqual([
      'cancelled',
      'done',
      'cancelled',
    ]);
    // Other calls are served in the meantime.
    expect(bench.progress.filter(({ job }) => job === 'job-1').length).toBeGreaterThan(10);
  });

  test('a forgotten preview and an unknown space are refused', async () => {
    expect(
      await bench.call('exchange.import', { previewId: 'x', job: 'j', rooms: {}, kind: 'informal' }),
    ).toMatchObject({ error: { tag: 'import_expired' } });
    const preview = await bench.preview(bench.token('a.ics', calendar(event())));
    expect(
      await bench.call('exchange.import', {
        previewId: preview.previewId,
        job: 'j',
        rooms: { salon: { kind: 'spaces', ids: ['rien'] } },
        kind: 'informal',
      }),
    ).toMatchObject({ error: { tag: 'not_found' } });
  });
});

describe('exporting', () => {
  const range = { from: '2027-01-01', to: '2027-12-31' };

  test('what leaves says nothing confidential, is the same twice, and comes back as what it is', async () => {
    const space = await firstSpace();
    const slot = (date: string, start: string, end: string) => ({ date, start, end, spaces: [space.id] });
    const make = (over: Parameters<typeof bench.done<'planning.create'>>[1]) =>
      bench.done('planning.create', { ...over, acceptOutsideOpening: true });
    await make({
      slot: slot('2027-03-28', '09:00', '10:00'),
      what: { kind: 'session', title: 'Yoga; doux, le matin' },
      who: {},
      state: { status: 'confirmed' },
    });
    await make({
      slot: slot('2027-03-29', '22:00', '24:00'),
      what: { kind: 'meeting', title: 'Réunion' },
      who: {},
      state: { status: 'option' },
    });
    await make({
      slot: slot('2027-03-30', '10:00', '11:00'),
      what: { kind: 'appointment', title: 'Madame SECRET', description: 'SECRET' },
      who: {},
      state: { status: 'confirmed' },
      privateLabel: 'SECRET',
    });
    await make({
      slot: slot('2027-03-31', '10:00', '11:00'),
      what: { kind: 'private', title: 'Anniversaire de SECRET' },
      who: {},
      state: { status: 'confirmed' },
    });
    const ics = (name: string) =>
      bench.done('exchange.exportIcs', {
        file: bench.grantWrite(name),
        job: bench.nextJob(),
        scope: { kind: 'planning' },
        ...range,
      });
    expect(await ics('1.ics')).toEqual({ bookings: 4 });
    bench.time.now += 86_400_000;
    await ics('2.ics');
    expect(bench.written('1.ics')).toBe(bench.written('2.ics'));
    await bench.done('exchange.exportCsv', {
      file: bench.grantWrite('1.csv'),
      job: bench.nextJob(),
      scope: { kind: 'space', id: space.id },
      ...range,
    });
    expect(bench.written('1.ics') + bench.written('1.csv')).not.toContain('SECRET');
    expect(bench.written('1.csv').split('\r\n')).toHaveLength(6);
    expect(readdirSync(bench.folder).sort()).toEqual(['1.csv', '1.ics', '2.ics']);

    const preview = await bench.preview(bench.grantRead(path.join(bench.folder, '1.ics')));
    expect((await bench.rows(preview)).counts).toMatchObject({ all: 4, unchanged: 4, new: 0 });
  });

  test('an import goes out and comes back under its own UID', async () => {
    const text = calendar(event('UID:chez-eux@ailleurs'));
    await bench.import(await bench.preview(bench.token('a.ics', text)));
    await bench.done('exchange.exportIcs', {
      file: bench.grantWrite('b.ics'),
      job: 'e',
      scope: { kind: 'planning' },
      ...range,
    });
    expect(bench.written('b.ics')).toContain('UID:chez-eux@ailleurs');
  });

  test('a folder that refuses leaves what was there, and no trace', async () => {
    const refused = bench.vault.files;
    bench.vault.files = { path: () => ({ ok: true, value: path.join(bench.folder, 'absent', 'x.ics') }) };
    await expect(
      bench.call('exchange.exportIcs', { file: 'x', job: 'e', scope: { kind: 'planning' }, ...range }),
    ).rejects.toThrow('ENOENT');
    bench.vault.files = refused;
    expect(bench.progress.at(-1)).toMatchObject({ job: 'e', state: 'failed' });
  });
});
