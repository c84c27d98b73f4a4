/** An event that its calendar holds no more as a whole: it stays in the planning, and this is told (docs/decisions/0020). */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import {
  bench,
  eachInItsPlace,
  hours,
  importing,
  planned,
  read,
  sent,
  single,
  today,
  toldOfFile,
  tuesdays,
} from './again-bench.ts';

eachInItsPlace(beforeEach, afterEach);

const CALLED = 'X-WR-CALNAME:Ateliers';
const song = (...more: string[]) =>
  event('UID:b@test', 'SUMMARY:Chant', 'DTSTART:20270113T100000', 'DURATION:PT1H', ...more);
const both = calendar(CALLED, tuesdays, song());

test('of a calendar of the same name, with its title and its first date, and stays', async () => {
  await importing(CALLED, tuesdays, song());
  const preview = await read(calendar(CALLED, song()));
  expect(preview.skipped).toEqual([
    { line: 0, what: 'Yoga', why: 'no-longer-written', stays: { first: '2027-01-12', count: 3 } },
  ]);
  expect(preview.skippedCount).toBe(1);
  await bench().import(preview);
  expect(await planned()).toEqual(hours('01-12', '01-13', '01-19', '01-26'));
  expect(await toldOfFile(both)).toEqual(['unchanged', 'unchanged', 'unchanged', 'unchanged']);
});

test('of a file of the same name, also when its browser gave it a number', async () => {
  await bench().import(await read(calendar(tuesdays, song()), { name: 'agenda.ics' }));
  for (const name of ['agenda.ics', 'agenda (1).ics'])
    expect(await toldOfFile(calendar(song()), { name })).toEqual(['unchanged', '3 from 2027-01-12']);
  expect(await toldOfFile(calendar(song()), { name: 'autre.ics' })).toEqual(['unchanged']);
});

test('also when nothing is left of the calendar', async () => {
  await importing(CALLED, song());
  expect(await toldOfFile(calendar(CALLED))).toEqual(['1 from 2027-01-13']);
});

test('only of today or later, and of the period that is read', async () => {
  await importing(CALLED, tuesdays, song());
  today('2027-01-19');
  expect(await toldOfFile(calendar(CALLED, song()))).toEqual(['unchanged', '2 from 2027-01-19']);
  const period = { from: '2027-01-13', to: '2027-01-25' };
  expect(await toldOfFile(calendar(CALLED, song()), period)).toEqual(['unchanged', '1 from 2027-01-19']);
});

test('not what is cancelled here, nor what was taken back with its import', async () => {
  const { importId } = await importing(CALLED, tuesdays);
  await importing(CALLED, tuesdays, song());
  await bench().import(await read(sent('CANCEL', song('SEQUENCE:1'))));
  expect(await toldOfFile(calendar(CALLED, tuesdays))).toEqual(['unchanged', 'unchanged', 'unchanged']);
  await bench().done('exchange.undoImport', { importId });
  expect(await toldOfFile(calendar(CALLED, song('SEQUENCE:1')))).toEqual(['update']);
});

test.each([
  ['a file of changes alone', calendar(CALLED, song('RECURRENCE-ID:20270113T100000'))],
  ['an invitation', sent('REQUEST', CALLED, song())],
  ['an answer', sent('REPLY', CALLED, song())],
  ['a file that is cut', calendar(CALLED, song()).replace(/END:VEVENT[\s\S]*/, '')],
  ['a file that does not end', calendar(CALLED, song()).replace(/END:VCALENDAR\s*/, '')],
  ['another calendar', calendar(song())],
])('%s does not say what is gone', async (_title, text) => {
  await importing(CALLED, tuesdays, song());
  expect((await read(text)).skipped.filter(({ why }) => why === 'no-longer-written')).toEqual([]);
});

test('METHOD:PUBLISH is a calendar like any other', async () => {
  await importing(CALLED, tuesdays, song());
  expect(await toldOfFile(sent('PUBLISH', CALLED, song()))).toEqual(['unchanged', '3 from 2027-01-12']);
});

test('an event that cannot be read is still in the file', async () => {
  await importing(CALLED, tuesdays, song());
  const damaged = tuesdays.replace('DTSTART:20270112T100000', 'DTSTART:hier');
  expect(await toldOfFile(calendar(CALLED, damaged, song()))).toEqual(['unchanged', 'date-impossible']);
});

test('what another file wrote since is still of its calendar', async () => {
  await importing(CALLED, single('20270112T100000'), song());
  await bench().import(
    await read(sent('REQUEST', single('20270114T100000', 'SEQUENCE:1')), { name: 'invit.ics' }),
  );
  await bench().import(await read(calendar(single('20270115T100000', 'SEQUENCE:2')), { name: 'perso.ics' }));
  expect(await toldOfFile(calendar(CALLED, song()))).toEqual(['unchanged', '1 from 2027-01-15']);
  expect(await toldOfFile(calendar(song()), { name: 'perso.ics' })).toEqual([
    'unchanged',
    '1 from 2027-01-15',
  ]);
});

test.each([
  ['an invitation', sent('REQUEST', single('20270112T100000'))],
  ['another calendar', calendar(single('20270112T100000'))],
])('what %s brought first is of the calendar that has it too', async (_, first) => {
  await bench().import(await read(first, { name: 'autre.ics' }));
  await importing(CALLED, single('20270112T100000'), song());
  expect(await toldOfFile(calendar(CALLED, song()))).toEqual(['unchanged', '1 from 2027-01-12']);
});

test('an invitation is no calendar: however many of them, its calendar is not forgotten', async () => {
  await importing(CALLED, single('20270112T100000'), song());
  for (let sequence = 1; sequence < 12; sequence++)
    await importing('METHOD:REQUEST', single(`202701${12 + sequence}T100000`, `SEQUENCE:${sequence}`));
  expect(await toldOfFile(calendar(CALLED, song()))).toEqual(['unchanged', '1 from 2027-01-23']);
});

test('what is private is not named', async () => {
  await importing(CALLED, single('20270112T100000', 'CLASS:PRIVATE', 'SUMMARY:Docteur'));
  expect((await read(calendar(CALLED, song()))).skipped).toMatchObject([{ what: 'Occupé', line: 0 }]);
});
