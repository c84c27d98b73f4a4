/** An event that its calendar makes private, or public, after it was imported: no private word reaches the team. */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { calendar, event } from '#shared/domain/exchange/fixture.ts';
import {
  anew,
  bench,
  eachInItsPlace,
  importing,
  read,
  single,
  tuesdays,
  UID,
  weekly,
} from './again-bench.ts';

eachInItsPlace(beforeEach, afterEach);

const all = async () =>
  (
    await bench().done('planning.range', { from: '2027-01-01', to: '2027-12-31', withCancelled: true })
  ).bookings.map(({ date, title, kind, privateLabel, placeText, status }) =>
    [date.slice(5), title, kind, status, privateLabel, placeText].filter(Boolean).join(' / '),
  );
/** Whether a word was ever written for the team. */
const isShared = (word: string) =>
  Buffer.concat(
    bench()
      .updates()
      .map(({ update }) => update),
  ).includes(word);
async function rowsOf(...events: string[]) {
  const preview = await read(calendar(...events));
  const { rows } = await bench().rows(preview);
  return { preview, told: rows.map(({ state, problems }) => [state, ...problems.map(({ kind }) => kind)]) };
}
const SECRET = ['SUMMARY:Rdv Mme Durand oncologie', 'DESCRIPTION:chimio', 'LOCATION:Cabinet Martin'];
const secrets = () => ['Durand', 'chimio', 'abinet'].filter(isShared);

test.each([
  ['with other words', '20270112T100000', 'PRIVATE', '01-12'],
  ['with a move', '20270113T100000', 'CONFIDENTIAL', '01-13'],
])(
  'what was public and is private now becomes « Occupé », its words for this vault alone: %s',
  async (_, start, name, day) => {
    await importing(single('20270112T100000', 'SUMMARY:Rendez-vous'));
    await importing(single(start, 'SEQUENCE:1', `CLASS:${name}`, ...SECRET));
    expect(await all()).toEqual([`${day} / Occupé / appointment / confirmed / Rdv Mme Durand oncologie`]);
    expect(secrets()).toEqual([]);
  },
);

test('with CLASS:PRIVATE alone it is to be updated, and says so', async () => {
  await importing(single('20270112T100000', 'SUMMARY:Rendez-vous'));
  const { preview, told } = await rowsOf(single('20270112T100000', 'SUMMARY:Rendez-vous', 'CLASS:PRIVATE'));
  expect(told).toEqual([['update', 'confidential']]);
  await bench().import(preview);
  expect(await all()).toEqual(['01-12 / Occupé / appointment / confirmed / Rendez-vous']);
  const again = await rowsOf(single('20270112T100000', 'SUMMARY:Rendez-vous', 'CLASS:PRIVATE'));
  expect(again.told).toEqual([['unchanged', 'confidential']]);
});

test('one date of a public series', async () => {
  await importing(tuesdays);
  const change = event(
    UID,
    'RECURRENCE-ID:20270119T100000',
    'DTSTART:20270119T100000',
    'DURATION:PT1H',
    'CLASS:PRIVATE',
    ...SECRET,
  );
  await importing(tuesdays, change);
  expect(await all()).toEqual([
    '01-12 / Yoga / informal / confirmed',
    '01-19 / Occupé / appointment / confirmed / Rdv Mme Durand oncologie',
    '01-26 / Yoga / informal / confirmed',
  ]);
  expect(secrets()).toEqual([]);
});

test('cancelled, then back as private', async () => {
  await importing(single('20270112T100000', 'SUMMARY:Rdv'));
  await importing(single('20270112T100000', 'SUMMARY:Rdv', 'SEQUENCE:1', 'STATUS:CANCELLED'));
  await importing(single('20270112T100000', 'SEQUENCE:2', 'CLASS:PRIVATE', ...SECRET));
  expect(await all()).toEqual(['01-12 / Occupé / appointment / confirmed / Rdv Mme Durand oncologie']);
  expect(secrets()).toEqual([]);
});

test('a « Moment privé » of the team takes no private word either', async () => {
  await bench().import(await read(calendar(single('20270112T100000', 'SUMMARY:Fête'))), { kind: 'private' });
  await importing(single('20270112T100000', 'CLASS:PRIVATE', ...SECRET));
  expect(await all()).toEqual(['01-12 / Occupé / appointment / confirmed / Rdv Mme Durand oncologie']);
  expect(secrets()).toEqual([]);
});

test('what is public and was private stays « Occupé », and this is told; its owner reads its new title', async () => {
  await importing(single('20270112T100000', 'SUMMARY:Rdv', 'CLASS:PRIVATE'));
  const { preview, told } = await rowsOf(single('20270112T100000', 'SUMMARY:Conseil', 'SEQUENCE:1'));
  expect(told).toEqual([['update', 'stays-busy']]);
  await bench().import(preview);
  expect(await all()).toEqual(['01-12 / Occupé / appointment / confirmed / Conseil']);
  expect(isShared('Conseil')).toBe(false);
});

test('a private title that changes is read by its owner', async () => {
  await importing(single('20270112T100000', 'SUMMARY:Rdv Mme Durand', 'CLASS:PRIVATE'));
  const { preview, told } = await rowsOf(single('20270112T100000', 'SUMMARY:Rdv M. Petit', 'CLASS:PRIVATE'));
  expect(told).toEqual([['update', 'confidential']]);
  expect((await bench().rows(preview)).rows[0]?.was?.title).toBe('Rdv Mme Durand');
  await bench().import(preview);
  expect(await all()).toEqual(['01-12 / Occupé / appointment / confirmed / Rdv M. Petit']);
  expect(['Durand', 'Petit'].filter(isShared)).toEqual([]);
});

test('after a cancellation too', async () => {
  const rdv = (...more: string[]) => single('20270112T100000', 'SUMMARY:Rdv', 'CLASS:PRIVATE', ...more);
  await importing(rdv());
  await importing(rdv('STATUS:CANCELLED'));
  await importing(rdv());
  expect(await all()).toEqual(['01-12 / Occupé / appointment / confirmed / Rdv']);
});

test('what its owner typed herself stays, and this is told', async () => {
  await importing(single('20270112T100000', 'SUMMARY:Rdv', 'CLASS:PRIVATE'));
  bench().sqlite.prepare("UPDATE private_labels SET label = 'Zoé, avec les clés'").run();
  const moved = single('20270113T100000', 'SUMMARY:Rdv M. Petit', 'SEQUENCE:1', 'CLASS:PRIVATE');
  const { preview, told } = await rowsOf(moved);
  expect(told).toEqual([['update', 'confidential', 'label-kept']]);
  await bench().import(preview);
  expect(await all()).toEqual(['01-13 / Occupé / appointment / confirmed / Zoé, avec les clés']);
});

test('what is left as it is here, or only cancelled, is told to be read by the team still', async () => {
  await importing(single('20270112T100000', 'SUMMARY:Rdv', 'SEQUENCE:2'));
  const rdv = (...more: string[]) => single('20270112T100000', 'CLASS:PRIVATE', ...SECRET, ...more);
  expect((await rowsOf(rdv('SEQUENCE:1'))).told).toEqual([['older', 'still-shown']]);
  const cancelled = await rowsOf(rdv('SEQUENCE:3', 'STATUS:CANCELLED'));
  expect(cancelled.told).toEqual([['update', 'cancelled', 'still-shown']]);
  await bench().import(cancelled.preview);
  expect(await all()).toEqual(['01-12 / Rdv / informal / cancelled']);
  expect(secrets()).toEqual([]);
});

test('the place of a private event is not in what the team keeps of an import', async () => {
  const preview = await read(
    calendar(single('20270112T100000', 'CLASS:PRIVATE', ...SECRET), weekly('20270113T100000', 'UID:b')),
  );
  await bench().import(preview, { rooms: { 'cabinet martin': { kind: 'none' }, salon: { kind: 'none' } } });
  expect(secrets()).toEqual([]);
});

const state = fc.record({
  isPrivate: fc.boolean(),
  day: fc.integer({ min: 12, max: 14 }),
  status: fc.constantFrom('CONFIRMED', 'TENTATIVE', 'CANCELLED'),
  kind: fc.constantFrom('informal' as const, 'private' as const, 'appointment' as const),
});
test('whatever an event becomes, no word of a private version is ever shared', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(state, { minLength: 1, maxLength: 5 }), async (versions) => {
      bench().close();
      anew();
      for (const [index, { isPrivate, day, status, kind }] of versions.entries()) {
        const words = isPrivate ? ['CLASS:PRIVATE', ...SECRET] : [];
        const one = single(`202701${day}T100000`, `SEQUENCE:${index}`, `STATUS:${status}`, ...words);
        await bench().import(await read(calendar(one)), { kind });
        expect(secrets()).toEqual([]);
        const [shown] = (await bench().done('planning.range', { from: '2027-01-01', to: '2027-12-31' }))
          .bookings;
        if (isPrivate && shown) expect(shown).toMatchObject({ kind: 'appointment', title: 'Occupé' });
      }
    }),
    { numRuns: 30 },
  );
});
