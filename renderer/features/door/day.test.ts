import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { doorView } from '#shared/domain/programme/door.ts';
import { programmeWith, session } from '#shared/domain/programme/fixture.ts';
import type { ProgrammeSession } from '#shared/domain/programme/model.ts';
import { Day } from './Day.tsx';

const wordsOf = (over: Partial<ProgrammeSession>): string => {
  const programme = programmeWith([session({ spaces: [], spaceIds: [], ...over })]);
  const { today } = doorView(programme, { date: '2027-01-12', time: 540 });
  return renderToStaticMarkup(createElement(Day, { day: today, which: 'today' })).replace(/<[^>]+>/g, '|');
};

test('what takes no space is said to be outside or at a distance only when it is', () => {
  expect(wordsOf({ mode: 'outside' })).toContain('Dehors ou à distance');
  expect(wordsOf({ mode: 'remote' })).toContain('Dehors ou à distance');
  const here = wordsOf({ mode: 'on-site', placeText: 'Sous le préau' });
  expect(here).toContain('Sans espace précis');
  expect(here).toContain('Sous le préau');
  expect(here).not.toContain('Dehors');
});

test('of how one comes, the door says what was said, and nothing else', () => {
  expect(wordsOf({ registration: 'open' })).toContain('Entrée libre');
  const { registration: _, ...unsaid } = session({ spaces: [], spaceIds: [] });
  const programme = programmeWith([unsaid]);
  const { today } = doorView(programme, { date: '2027-01-12', time: 540 });
  const words = renderToStaticMarkup(createElement(Day, { day: today, which: 'today' }));
  expect(words).not.toMatch(/Entrée libre|Sur inscription/);
});
