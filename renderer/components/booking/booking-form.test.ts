import { describe, expect, test } from 'vitest';
import type { Activity } from '#shared/domain/catalogue/activity.ts';
import {
  changesOf,
  emptyForm,
  formOf,
  lengthOf,
  titledBy,
  understand,
  withActivity,
  withStart,
  withUnlisted,
} from './booking-form.ts';

const start = { date: '2027-01-12', start: '10:00', space: 'salon' };
const form = emptyForm(start);
const yoga: Activity = {
  id: 'yoga',
  name: 'Yoga',
  category: 'physical',
  description: '',
  defaultDurationMin: 75,
  spaces: ['activites'],
  setupMin: 15,
  airingMin: 10,
  capacityMax: 12,
  fare: { kind: 'standard' },
  registration: 'required',
  host: 'claire',
  equipment: [{ id: 'tapis', quantity: 12 }],
  colour: 'green',
  isPublic: true,
  archived: false,
};

describe('an activity fills its habits in', () => {
  test('length, margins, seats, people', () => {
    expect(withActivity(form, yoga, false)).toMatchObject({
      end: '11 h 15',
      spaces: ['activites'],
      setupMin: 15,
      airingMin: 10,
      capacity: 12,
      hosts: ['claire'],
      isPublic: true,
    });
  });
  test('but not over the space that was chosen', () => {
    expect(withActivity(form, yoga, true).spaces).toEqual(['salon']);
  });
});

describe('times', () => {
  test('the end follows the start, letter by letter', () => {
    const length = lengthOf(form);
    const typed = ['1', '14', '143', '1430'].reduce((now, start) => withStart(now, start, length), form);
    expect(typed).toMatchObject({ start: '1430', end: '15 h 30' });
    expect(withStart(form, '23h30', length).end).toBe('24 h');
  });
  test('half-typed times leave the end alone', () => {
    expect(withStart(form, '14h3x', 60).end).toBe(form.end);
    expect(lengthOf({ start: '10h', end: '9h' })).toBeUndefined();
  });
  test('all that is missing is said at once', () => {
    expect(understand({ ...form, spaces: [], fare: 'x' }).problems).toEqual(['space', 'fare', 'activity']);
  });
  test('an end before the start is said', () => {
    expect(understand({ ...form, end: '9h' }).problems).toContain('order');
  });
});

describe('words typed in a list that has no such line', () => {
  test('for an activity, they are the title when there is none', () => {
    const typed = withUnlisted(form, 'activity', 'Atelier papier mâché');
    const titled = titledBy(typed, 'Atelier papier mâché');
    expect(titled).toEqual({ ...form, title: 'Atelier papier mâché' });
    expect(titled && understand(titled).asked?.what.title).toBe('Atelier papier mâché');
    expect(titledBy({ ...typed, title: 'Tricot' }, 'Atelier')).toBeUndefined();
    expect(titledBy({ ...typed, activity: 'yoga' }, 'Atelier')).toBeUndefined();
  });
  test('they are kept with the form, which is not saved without a word of them', () => {
    const typed = withUnlisted({ ...form, title: 'Tricot' }, 'facilitator', 'Mme Inconnue');
    expect(understand(typed)).toMatchObject({ problems: ['unlisted'] });
    expect(understand(typed).asked).toBeUndefined();
    expect(withUnlisted(typed, 'facilitator', '')).toEqual({ ...form, title: 'Tricot' });
  });
  test('those of an activity count for a session only', () => {
    const typed = withUnlisted({ ...form, title: 'Bilan' }, 'activity', 'Réunion');
    expect(understand(typed).problems).toEqual(['unlisted']);
    expect(understand({ ...typed, kind: 'meeting' }).asked?.what.title).toBe('Bilan');
  });
});

describe('what is asked', () => {
  test('an appointment never carries a title, and keeps who comes apart', () => {
    const { asked } = understand({
      ...form,
      kind: 'appointment',
      title: 'Madame D.',
      description: 'à propos de…',
      isPublic: true,
      privateLabel: ' Mme D. ',
    });
    expect(asked?.what).toMatchObject({
      kind: 'appointment',
      title: undefined,
      description: undefined,
      isPublic: false,
    });
    expect(asked?.privateLabel).toBe('Mme D.');
  });
  test('outside takes no space, and the whole place names none', () => {
    const outside = understand({
      ...form,
      title: 'Balade',
      mode: 'outside',
      placeText: 'Parc',
      wholePlace: true,
    });
    expect(outside.asked?.slot).toMatchObject({ spaces: [], wholePlace: false });
    const whole = understand({ ...form, title: 'Fête', wholePlace: true });
    expect(whole.asked?.slot).toMatchObject({ spaces: [], wholePlace: true });
  });
  test('without a space, on site, it is asked for', () => {
    expect(understand({ ...form, spaces: [] }).problems).toContain('space');
  });
  test('a slot is known before the rest is filled in', () => {
    const { slot, asked, problems } = understand(form);
    expect(slot?.date).toBe('2027-01-12');
    expect(asked).toBeUndefined();
    expect(problems).toEqual(['activity']);
  });
  test('what is stored comes back the same', () => {
    const filled = withActivity(form, yoga, true);
    const { asked } = understand({ ...filled, fare: '4,50', asOption: true });
    if (!asked) throw new Error('not understood');
    const booking = { id: 'b', ...asked, slot: { ...asked.slot, claim: 'c' }, origin: {} };
    expect(understand(formOf({ booking })).asked).toEqual(asked);
  });
});

test('only the facets that changed are written', () => {
  const { asked } = understand({ ...form, title: 'Atelier' });
  if (!asked) throw new Error('not understood');
  const detail = { booking: { id: 'b', ...asked, slot: { ...asked.slot, claim: 'c' }, origin: {} } };
  expect(changesOf(asked, detail)).toEqual({});
  const later = understand({ ...formOf(detail), start: '11h', end: '12h' }).asked;
  expect(later && Object.keys(changesOf(later, detail))).toEqual(['slot']);
  const option = understand({ ...formOf(detail), asOption: true }).asked;
  expect(option && Object.keys(changesOf(option, detail))).toEqual(['state']);
});
