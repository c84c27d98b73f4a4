import { expect, test } from 'vitest';
import { catalogueInputs } from '#shared/contract/catalogue.ts';
import { placeInputs } from '#shared/contract/place.ts';
import { t } from '../i18n/index.ts';
import { problemsOf } from './form-problems.ts';

const { problems } = t.forms;
const NEVER = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };

test('a good value has no problem', () => {
  expect(
    problemsOf(placeInputs.space, { name: 'Salon', capacity: null, colour: 'blue', equipment: [] }),
  ).toEqual({});
});

test('what is missing, too large or malformed is said in French under its field', () => {
  expect(problemsOf(placeInputs.space, { name: ' ', capacity: 0, colour: 'blue', equipment: [] })).toEqual({
    name: problems.required,
    capacity: problems.tooSmall(1),
  });
  expect(problemsOf(placeInputs.settings, { email: 'accueil' })).toEqual({ email: problems.email });
});

test('rules keep their own sentence', () => {
  const weekly = {
    ...NEVER,
    2: [
      { start: '10:00', end: '12:00' },
      { start: '11:00', end: '13:00' },
    ],
  };
  expect(problemsOf(placeInputs.opening, { validFrom: '', weekly, rules: [] })).toEqual({
    validFrom: problems.notADate,
    'weekly.2': problems.hoursOverlap,
  });
  expect(problemsOf(placeInputs.exception, { date: '2027-01-12', closed: false, reason: '' })).toEqual({
    hours: problems.hoursMissing,
  });
  const [email] = Object.values(
    problemsOf(catalogueInputs.facilitator, {
      name: 'Ana',
      contact: { email: 'ana@' },
      price: null,
      availability: '',
      absences: [],
      documents: [],
    }),
  );
  expect(email).toBe(problems.email);
});

test('a form that is half typed has problems, and breaks nothing', () => {
  const weekly = { ...NEVER, 2: [{ start: '', end: '24:00' }] };
  const rules = [{ kind: 'nth-weekday', nth: 2, weekday: 6, start: '10:00', end: '' }];
  expect(problemsOf(placeInputs.opening, { validFrom: '2027-', weekly, rules })).toEqual({
    validFrom: problems.notADate,
    'weekly.2.0.start': problems.notATime,
    'rules.0.end': problems.notATime,
  });
  expect(problemsOf(placeInputs.exception, { date: 'x', until: 'y', closed: true, reason: '' })).toEqual({
    date: problems.notADate,
    until: problems.notADate,
  });
});
