import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../time/wall.ts';
import { anyBooking, programmeWith, QUARTER, session, sources } from './fixture.ts';
import { programmeOf } from './public.ts';
import { newsletterText, POST_MAX, socialPosts, socialText } from './texts.ts';
import { euros, hoursText, periodText, priceText, spanText, weekText, whereText } from './wording.ts';

test('the newsletter: by week and day, one line a session', () => {
  const text = newsletterText(
    programmeWith(
      [session(), session({ id: 'b', start: '15:00', end: '16:00', title: 'Goûter\n du mardi' })],
      {
        from: '2027-01-11',
        to: '2027-01-17',
        closedDays: [{ date: '2027-01-15', reason: 'Formation' }],
      },
    ),
  );
  expect(text.replaceAll('\u00a0', ' ').split('\n').filter(Boolean)).toEqual([
    'La Ressourcerie : le programme, du 11 au 17 janvier 2027',
    'SEMAINE DU 11 AU 17 JANVIER 2027',
    'Mardi 12 janvier',
    '- 10 h 30 – 11 h 45 : Yoga doux, Salon, avec Paule Delmas, 12 € (adhérents 6 €, solidaire 4,50 €), sur inscription',
    '- 15 h – 16 h : Goûter du mardi, Salon, avec Paule Delmas, 12 € (adhérents 6 €, solidaire 4,50 €), sur inscription',
    'Vendredi 15 janvier : fermé (Formation)',
    'Tarifs : plein tarif 12 € · adhérents 6 € · tarif solidaire 4,50 € · adhésion 29 € par an.',
    '20 cours de la Somme, Bordeaux',
    '05 56 00 00 00',
    'bonjour@ressourcerie.example',
  ]);
});

test('no post is longer than it may be, whatever the programme; every event is in one of them', () => {
  fc.assert(
    fc.property(fc.array(anyBooking, { maxLength: 40 }), (bookings) => {
      const programme = programmeOf(QUARTER, { ...sources, bookings });
      const posts = socialPosts(programme);
      for (const { text, length } of posts) {
        expect(length).toBeLessThanOrEqual(POST_MAX);
        expect(length).toBe([...new Intl.Segmenter('fr').segment(text)].length);
      }
      const all = posts.map(({ text }) => text).join('\n');
      for (const { title } of programme.sessions) expect(all).toContain(title.slice(0, 100));
    }),
    { numRuns: 60 },
  );
});

test('posts are numbered when there are several, and say what comes back once', () => {
  const weekly = Array.from({ length: 12 }, (_, n) =>
    session({ id: `s${n}`, date: addDays('2027-01-05', 7 * n) }),
  );
  const calm = { closedDays: [] };
  const [only, ...others] = socialPosts(programmeWith(weekly, calm));
  expect(others).toEqual([]);
  expect(only?.text.replaceAll('\u00a0', ' ')).toBe(
    [
      'La Ressourcerie, janvier – mars 2027',
      'Chaque mardi, du 5 janvier au 23 mars, 10 h 30 – 11 h 45 : Yoga doux, Salon, 12 € (adhérents 6 €, solidaire 4,50 €)',
      '05 56 00 00 00',
    ].join('\n\n'),
  );
  const events = weekly.map((one, n) => ({ ...one, title: `Rencontre ${n}` }));
  const posts = socialPosts(programmeWith(events, calm));
  expect(posts.length).toBeGreaterThan(1);
  expect(posts[0]?.text).toContain(`(1/${posts.length})`);
  expect(socialText(programmeWith(events, calm))).toContain(`Message 1 (${posts[0]?.length} caractères)`);
  expect(socialPosts(programmeWith([], calm))).toEqual([]);
});

test('dates, prices and places as people say them', () => {
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');
  expect(plain(periodText({ from: '2027-01-01', to: '2027-03-31' }))).toBe('janvier – mars 2027');
  expect(plain(periodText({ from: '2027-02-01', to: '2027-02-28' }))).toBe('février 2027');
  expect(plain(periodText({ from: '2026-12-01', to: '2027-01-31' }))).toBe('décembre 2026 – janvier 2027');
  expect(plain(spanText('2026-12-28', '2027-01-03'))).toBe('du 28 décembre 2026 au 3 janvier 2027');
  expect(plain(spanText('2027-02-28', '2027-03-01'))).toBe('du 28 février au 1er mars 2027');
  expect(plain(weekText('2027-01-14'))).toBe('semaine du 11 au 17 janvier 2027');
  expect(plain(euros(450))).toBe('4,50 €');
  expect(plain(euros(1205))).toBe('12,05 €');
  expect(priceText({ full: 0, member: 0, solidarity: 0 })).toBe('gratuit');
  expect(plain(hoursText({ start: '22:05', end: '24:00' }))).toBe('22 h 05 – minuit');
  expect(whereText(session({ mode: 'remote', placeText: 'https://x' }))).toBe('en visio');
  expect(whereText(session({ mode: 'hybrid' }))).toBe('Salon et en visio');
  expect(whereText(session({ mode: 'outside', spaces: [], placeText: 'Jardin public' }))).toBe(
    'Jardin public',
  );
});
