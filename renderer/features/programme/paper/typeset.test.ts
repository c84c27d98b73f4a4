/** How lines end on paper: no year is cut, and none begins with a sign that ends something. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { session, sources } from '#shared/domain/programme/fixture.ts';
import type { Programme } from '#shared/domain/programme/model.ts';
import { programmeOf } from '#shared/domain/programme/public.ts';
import { addDays, addMonths, dateOf } from '#shared/domain/time/wall.ts';
import { NBSP, typeset } from '../../../i18n/format.ts';
import { leafletPlan, onePagePlan } from './plans.tsx';
import { typesetIn } from './typeset.ts';

const programmeFrom = (from: string, to: string): Programme =>
  programmeOf({ from, to, today: '2026-08-01' }, { ...sources, bookings: [] });

test('the cover of a leaflet may end a line between the words of its period, whatever the month', () => {
  const months = Array.from({ length: 12 }, (_, at) => dateOf(2026, at + 1, 1));
  const periods = months.flatMap((from) =>
    [1, 3].map((count) => [from, addDays(addMonths(from, count), -1)]),
  );
  for (const [from = '', to = ''] of [...periods, ['2026-09-07', '2026-12-20']]) {
    const cover = renderToStaticMarkup(leafletPlan(programmeFrom(from, to), 3).before);
    const [, title = ''] = /<h1[^>]*>([^<]*)</.exec(cover) ?? [];
    expect(title).toMatch(/(?:^| )20\d\d$/);
    for (const run of title.split(' ')) expect(run.length, title).toBeLessThanOrEqual(11);
  }
});

test('signs keep to the word before them, in what people typed too', () => {
  expect(typeset('Habilitation familiale : questions')).toBe(`Habilitation familiale${NBSP}: questions`);
  expect(typeset('« Le fil » ! · suite ; fin ?')).toBe(
    `«${NBSP}Le fil${NBSP}»${NBSP}!${NBSP}· suite${NBSP}; fin${NBSP}?`,
  );
  expect(typeset('10:30, https://exemple.fr')).toBe('10:30, https://exemple.fr');
  const programme = typesetIn({
    ...programmeFrom('2026-09-01', '2026-09-30'),
    sessions: [
      session({
        date: '2026-09-03',
        title: 'Habilitation familiale : questions',
        facilitator: 'Mme « X » ; Y',
      }),
    ],
  });
  const page = onePagePlan(programme);
  const printed = page.candidates
    .flatMap(({ units }) => units.map(({ node }) => renderToStaticMarkup(node)))
    .concat(renderToStaticMarkup(page.foot(0, 1, 0)), renderToStaticMarkup(page.head(0)))
    .join('\n')
    .replace(/<[^>]+>/g, '');
  expect(printed).toContain(`Habilitation familiale${NBSP}: questions`);
  expect(printed).toContain('·');
  expect(printed).not.toMatch(/ [:;!?»·]/);
});
