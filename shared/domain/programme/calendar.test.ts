import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { options } from '../exchange/fixture.ts';
import { readWhole } from '../exchange/read.ts';
import { toEpoch } from '../time/wall.ts';
import { calendarOf } from './calendar.ts';
import { programmeWith, session } from './fixture.ts';

// Clocks change in the night of 27 to 28 March 2027.
const sessions = ['2027-03-26', '2027-03-27', '2027-03-28', '2027-03-29', '2027-03-30'].flatMap((date, n) => [
  session({ id: `m${n}.${date}`, date, start: '00:05', end: '03:40', title: `Veillée ${n}; suite, fin` }),
  session({ id: `s${n}`, date, start: '10:30', end: '24:00', title: `Yoga ${n}`, mode: 'hybrid' }),
]);
const programme = programmeWith(sessions);

test('the app reads back the same sessions, to the minute, across the change of hour', () => {
  const reading = readWhole(calendarOf(programme), options);
  expect(reading?.skipped).toEqual([]);
  const told = (list: readonly { date: string; start: string; end: string; title: string }[] = []) =>
    list.map(({ date, start, end, title }) => `${date} ${start} ${end} ${title}`).sort();
  expect(told(reading?.placements)).toEqual(told(sessions));
});

test('ical.js reads the same instants', () => {
  const root = new ICAL.Component(ICAL.parse(calendarOf(programme)));
  const zone = new ICAL.Timezone(root.getFirstSubcomponent('vtimezone') as ICAL.Component);
  const instants = root.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const at = (time: ICAL.Time) => {
      time.zone = zone;
      return time.toUnixTime() * 1000;
    };
    return [event.summary, at(event.startDate), at(event.endDate)];
  });
  expect(instants).toEqual(
    programme.sessions.map(({ date, start, end, title }) => [
      title,
      toEpoch(date, start, 'Europe/Paris'),
      toEpoch(date, end, 'Europe/Paris'),
    ]),
  );
});

test('an unchanged programme gives the same bytes; who reads it knows where to go and how to sign up', () => {
  const text = calendarOf(programmeWith([session()]));
  expect(calendarOf(programmeWith([session()]))).toBe(text);
  const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
  expect(event?.getFirstPropertyValue('location')).toBe(
    'Salon, La Ressourcerie, 20 cours de la Somme, Bordeaux',
  );
  expect(event?.getFirstPropertyValue('description')).toContain(
    'Avec Paule Delmas, 12\u00a0€ (adhérents 6\u00a0€, solidaire 4,50\u00a0€), sur inscription.',
  );
  expect(event?.getFirstPropertyValue('uid')).toBe('b1@programme.margelle');
});
