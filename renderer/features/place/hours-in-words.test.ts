import { expect, test } from 'vitest';
import { profile } from '#shared/domain/place/profiles.ts';
import { hoursInWords, rulesInWords } from './hours-in-words.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('the hours of the model place are said in three lines', () => {
  const [version] = profile('ressourcerie').versions;
  if (!version) throw new Error('the model place has hours');
  const week = hoursInWords(version.weekly).map(({ days, hours }) => plain(`${days} : ${hours}`));
  expect(week).toEqual(['Lundi et jeudi : 14 h – 18 h', 'Mardi, mercredi et vendredi : 10 h – 18 h']);
  const [saturday] = rulesInWords(version.rules);
  expect(plain(`${saturday?.when} : ${saturday?.hours}`)).toBe('Le 2e samedi du mois : 14 h – 18 h');
});
