import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoActivities } from '../../demo/activities.ts';
import { demoFacilitators, demoHosts } from '../../demo/people.ts';
import { dayFacts } from '../../place/opening.ts';
import { profile } from '../../place/profiles.ts';
import { addDays, datesBetween, fromMinutes } from '../../time/wall.ts';
import { spanOf } from '../calendar.ts';
import { lineDates } from '../dates.ts';
import { linePlan } from '../model.ts';
import { describeLine } from './describe.ts';
import { type OneLineContext, readOneLine } from './one-line.ts';

const span = spanOf('2027-1');
const place = {
  ...profile('ressourcerie'),
  schoolHolidays: [{ zone: 'A' as const, name: 'Vacances d’hiver', start: '2027-02-13', end: '2027-02-28' }],
};
const facts = (date: string) => dayFacts(date, place);
const context: OneLineContext = {
  span,
  days: datesBetween(span.from, span.to).map(facts),
  activities: demoActivities.map(({ activity }) => activity),
  spaces: profile('ressourcerie').spaces,
  hosts: demoHosts,
  facilitators: demoFacilitators('2027-01-01'),
};
const read = (text: string) => readOneLine(text, context);
const draft = (text: string) => {
  const line = read(text);
  expect(line.unknown).toEqual([]);
  const [only, ...more] = line.drafts;
  if (!only || more.length > 0) throw new Error(`${text}: ${line.drafts.length}, ${line.missing}`);
  return only;
};

const inQuarter = fc.integer({ min: 0, max: 89 }).map((days) => addDays(span.from, days));
const ruleOf = fc.record({
  frequency: fc.constantFrom(
    'daily' as const,
    'weekly' as const,
    'monthly-by-date' as const,
    'monthly-by-weekday' as const,
  ),
  interval: fc.integer({ min: 1, max: 4 }),
  weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
  exceptions: fc.array(inQuarter, { maxLength: 2 }),
  end: fc.oneof(
    fc.constant({}),
    fc.integer({ min: 1, max: 40 }).map((count) => ({ count })),
    inQuarter.map((until) => ({ until })),
  ),
});
const planOf = fc
  .record({
    rule: fc.option(ruleOf),
    date: inQuarter,
    start: fc.integer({ min: 0, max: 286 }),
    length: fc.integer({ min: 1, max: 60 }),
    spaces: fc.subarray(['space-salon', 'space-activites', 'space-calme']),
    wholePlace: fc.boolean(),
    setupMin: fc.constantFrom(0, 15, 240),
    airingMin: fc.constantFrom(0, 15, 5),
    also: fc.option(fc.uniqueArray(inQuarter, { minLength: 1, maxLength: 4 })),
    alsoNth: fc.option(fc.subarray([1, 2, 3, 4, -1], { minLength: 1 })),
    holidays: fc.record(
      {
        duringSchoolHolidays: fc.boolean(),
        duringPublicHolidays: fc.constant(false),
        only: fc.constantFrom('open-days', 'school-holidays'),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ rule, date, start, length, spaces, wholePlace, setupMin, airingMin, also, alsoNth, holidays }) => {
    const { end = {}, ...bare } = rule ?? {};
    const isRanked = rule?.frequency === 'monthly-by-weekday';
    const pattern =
      isRanked && alsoNth ? { ...bare, nth: Math.ceil(Number(date.slice(8)) / 7), alsoNth } : bare;
    const { only, ...rest } = holidays;
    return linePlan.parse({
      rule: rule ? { ...pattern, ...end } : null,
      slot: {
        date,
        start: fromMinutes(start * 5),
        end: fromMinutes(Math.min(1440, (start + length) * 5)),
        spaces: wholePlace ? [] : spaces,
        wholePlace,
        setupMin,
        airingMin,
      },
      ...(rule ? { ...rest, ...(only ? { only } : {}) } : { ...rest, ...(also ? { also } : {}) }),
    });
  });
const titles = fc.oneof(
  fc.constantFrom(
    'Vernissage',
    'mardi',
    'Fête, musique et soupe',
    '12 places',
    'Salon',
    'Atelier du 12/01',
    '🎉',
  ),
  fc
    .stringMatching(/^[a-zéà ]{1,20}$/)
    .filter((text) => /[a-zéà]/.test(text))
    .map((text) => text.trim().replace(/ +/g, ' ')),
);
const whatOf = fc
  .record({
    title: fc.option(titles, { nil: undefined }),
    activity: fc.option(fc.constantFrom(...demoActivities.map(({ activity }) => activity.id)), {
      nil: undefined,
    }),
    kind: fc.constantFrom('session' as const, 'meeting' as const, 'informal' as const),
    mode: fc.constantFrom('on-site' as const, 'remote' as const, 'hybrid' as const, 'outside' as const),
    placeText: fc.option(fc.constantFrom('place de la Bourse', 'devant le musée, à gauche'), {
      nil: undefined,
    }),
    link: fc.option(fc.constant('https://exemple.fr/a'), { nil: undefined }),
    capacity: fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined }),
    fareCents: fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: undefined }),
    isPublic: fc.boolean(),
  })
  .filter(({ title, activity }) => title !== undefined || activity !== undefined);
const whoOf = fc.record({
  hosts: fc.uniqueArray(fc.constantFrom(...demoHosts.map(({ id }) => id)), { maxLength: 3 }),
  facilitator: fc.option(fc.constantFrom('facilitator-6', 'facilitator-11', 'facilitator-19'), {
    nil: undefined,
  }),
});

describe('a line in words', () => {
  it('reads in French', () => {
    const text = (typed: string) => describeLine(draft(typed), context).replaceAll('\u00a0', '_');
    expect(text('yoga doux, mardi 10h-11h15, une semaine sur 2, 12 places, 12 €')).toBe(
      'Yoga doux, mardi, 10_h – 11_h_15, Salle d’activités, toutes les 2_semaines, 12_places, 12_€',
    );
    expect(text('Chorale, lundi et mardi, à partir du 18/01, jusqu’au 1/3, 14h, salon')).toBe(
      'Chorale, lundi et mardi, 14_h – 15_h_30, Salon, à partir du 18_janvier, jusqu’au 1er_mars',
    );
    expect(text('Sortie au phare, 20 mars, 9h-17h, rendez-vous gare, 4,50 €')).toBe(
      'Sortie au phare, rendez-vous gare, samedi 20_mars, 9_h – 17_h, 4,50_€',
    );
    expect(text('Fête de la place, dernier vendredi du mois, 18h, tout le lieu, hors vacances')).toBe(
      'Fête de la place, le dernier vendredi du mois, 18_h – 21_h, tout le lieu, hors vacances scolaires',
    );
  });

  it('reads back as the same line', () => {
    fc.assert(
      fc.property(planOf, whatOf, whoOf, (plan, what, who) => {
        // What has no date is refused by the engine, and adds nothing.
        fc.pre(lineDates(plan, span, facts).length > 0);
        // "Dehors salon": a typed line answers once to where.
        const isElsewhere = what.mode === 'remote' || what.mode === 'outside';
        fc.pre(!isElsewhere || (plan.slot.spaces.length === 0 && !plan.slot.wholePlace));
        const activity = context.activities.find(({ id }) => id === what.activity);
        const line = { plan, what: { ...what, equipment: activity?.equipment ?? [] }, who };
        const text = describeLine(line, context);
        const back = read(text);
        expect({ text, unknown: back.unknown, drafts: back.drafts.length }).toEqual({
          text,
          unknown: [],
          drafts: 1,
        });
        const { plan: readPlan, ...rest } = back.drafts[0] ?? line;
        expect(rest).toEqual({ what: line.what, who: line.who });
        expect(lineDates(readPlan, span, facts)).toEqual(lineDates(plan, span, facts));
        const { date: _, ...slot } = plan.slot;
        const { date: __, ...readSlot } = readPlan.slot;
        expect(readSlot).toEqual({ ...slot, spaces: expect.arrayContaining(slot.spaces) });
        expect(readSlot.spaces).toHaveLength(slot.spaces.length);
        expect(readPlan.duringSchoolHolidays).toBe(plan.duringSchoolHolidays);
        expect(readPlan.duringPublicHolidays).toBe(plan.duringPublicHolidays);
        expect(readPlan.only).toBe(plan.only);
        expect(readPlan.rule?.frequency).toBe(plan.rule?.frequency);
      }),
      { numRuns: 500 },
    );
  });
});
