/** What a place set up from nothing prints: nothing of La Ressourcerie, and what it says itself. */
import { createElement, Fragment, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { profile } from '#shared/domain/place/profiles.ts';
import { wordsOfAnotherPlace } from '#shared/domain/programme/another-place.ts';
import { session, sources } from '#shared/domain/programme/fixture.ts';
import type { Programme, ProgrammeSession } from '#shared/domain/programme/model.ts';
import { programmeOf } from '#shared/domain/programme/public.ts';
import type { PaperPlan } from './plan.ts';
import { fullPlan, leafletPlan, onePagePlan, posterPlan, spacePosterPlan } from './plans.tsx';

const veranda = {
  ...{ id: 'veranda', name: 'La véranda', colour: 'sky' as const, order: 1 },
  ...{ capacity: null, equipment: [], archived: false },
};

function programmeOfPlace(
  settings: Partial<ReturnType<typeof profile>['settings']>,
  over: Partial<ProgrammeSession>,
): Programme {
  const place = {
    ...profile('empty'),
    settings: { ...profile('empty').settings, name: 'Maison des aidants', ...settings },
    spaces: [veranda],
    schoolHolidays: [],
  };
  const { category: _, registration: __, ...bare } = session();
  return {
    ...programmeOf(
      { from: '2027-01-01', to: '2027-01-31', today: '2026-12-20' },
      { ...sources, activities: [], bookings: [], place },
    ),
    sessions: ['2027-01-05', '2027-01-12', '2027-01-19', '2027-01-23'].map((date, n) => ({
      ...bare,
      ...{ id: `${n}`, date, title: 'Marche douce', spaces: ['La véranda'], spaceIds: ['veranda'] },
      ...{ prices: {}, facilitator: '' },
      ...over,
    })),
  };
}

const plansOf = (programme: Programme): PaperPlan[] => [
  posterPlan(programme),
  onePagePlan(programme),
  fullPlan(programme, 'usual'),
  fullPlan(programme, 'large'),
  leafletPlan(programme, 3),
  leafletPlan(programme, 2),
  spacePosterPlan(programme, veranda, '2027-01-11'),
];

/** All that a plan may print, whichever way it is laid out. */
function wordsOf(plan: PaperPlan): string {
  const nodes: ReactNode[] = [
    ...[plan.head(0), plan.head(1), plan.foot(0, 2, 3), plan.foot(1, 2, 0), plan.before],
    ...plan.candidates.flatMap(({ units }) => units.map(({ node }) => node)),
  ];
  return renderToStaticMarkup(createElement(Fragment, {}, ...nodes))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/gu, ' ');
}

test('a place that said only its name and its sessions prints nothing that it did not say', () => {
  for (const plan of plansOf(programmeOfPlace({}, {}))) {
    const words = wordsOf(plan);
    expect(words).toContain('Maison des aidants');
    expect(words).toContain('Marche douce');
    expect(wordsOfAnotherPlace(words)).toEqual([]);
  }
});

test('the fares, the category and the way to come that it says are printed, and no other', () => {
  const programme = programmeOfPlace(
    { fares: { full: 800, solidarity: 0 }, categories: [{ id: 'soft', name: 'Souffler', colour: 'sky' }] },
    { prices: { full: 800 }, registration: 'open', category: { id: 'soft', name: 'Souffler', rank: 0 } },
  );
  for (const plan of plansOf(programme)) {
    const words = wordsOf(plan);
    expect(words).toMatch(/Souffler · La véranda · 8 € · entrée libre|Souffler · 8 € · entrée libre/);
    expect(wordsOfAnotherPlace(words, ['tarif', 'gratuit', 'entrée libre'])).toEqual([]);
  }
  expect(wordsOf(posterPlan(programme))).toContain('Tarifs : plein tarif 8 € · tarif solidaire gratuit.');
  expect(wordsOf(leafletPlan(programme, 3))).toContain('« Entrée libre » : venez');
  expect(wordsOf(leafletPlan(programme, 3))).not.toContain('« Sur inscription »');
});
