import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, toMinutes } from '../time/wall.ts';
import { type ReviewedSession, reviewOf } from './review.ts';

const slot = (date: string, part: object = {}) => ({
  date,
  start: '10:00',
  end: '11:00',
  spaces: ['space-salon'],
  wholePlace: false,
  setupMin: 0,
  airingMin: 0,
  ...part,
});
const lines = [
  { id: 'yoga', title: 'Yoga doux', category: 'physical' as const },
  { id: 'party', title: 'Fête' },
];
/** One euro a minute. */
const costOf = (facilitator: string | undefined, { start, end }: { start: string; end: string }) =>
  facilitator === undefined ? 0 : 100 * (toMinutes(end) - toMinutes(start));
const today = '2027-02-01';
const held = (date: string, part: object = {}, line = 'yoga'): ReviewedSession => ({
  line,
  published: slot(date),
  facilitator: 'f',
  now: { slot: slot(date, part), status: 'confirmed', facilitator: 'f' },
});
const cancelled = (date: string, reason?: string): ReviewedSession => ({
  line: 'yoga',
  published: slot(date),
  facilitator: 'f',
  now: { slot: slot(date), status: 'cancelled', reason },
});

describe('the review of a quarter', () => {
  it('compares what was published with what became of it', () => {
    const sessions: ReviewedSession[] = [
      held('2027-01-05'),
      held('2027-01-12', { end: '11:30' }),
      held('2027-01-19', { spaces: ['space-calme'] }),
      held('2027-01-26', { setupMin: 30 }),
      cancelled('2027-01-27', 'Grève'),
      cancelled('2027-01-28', ' Grève '),
      cancelled('2027-01-29'),
      { line: 'yoga', published: slot('2027-01-30'), facilitator: 'f' },
      held(today),
      held('2027-02-09'),
      { ...held('2027-02-10'), now: { slot: slot('2027-02-10'), status: 'option' } },
      { ...held('2027-01-04'), now: { slot: slot('2027-01-04'), status: 'option' } },
      held('2027-01-20', {}, 'unheard-of'),
    ];
    const review = reviewOf({ lines, sessions, today, costOf });
    expect(review.lines).toEqual([
      {
        line: 'yoga',
        title: 'Yoga doux',
        category: 'physical',
        planned: 12,
        held: 4,
        toCome: 3,
        cancelled: 4,
        moved: 2,
        reasons: [
          { reason: '', count: 2 },
          { reason: 'Grève', count: 2 },
        ],
        plannedCostCents: 12 * 6000,
        heldCostCents: 3 * 6000 + 9000,
      },
    ]);
    expect(review.attendance).toBeNull();
  });

  it('pays who came, not who was expected', () => {
    const session = held('2027-01-05');
    const review = reviewOf({
      lines,
      sessions: [{ ...session, now: { slot: slot('2027-01-05'), status: 'confirmed' } }],
      today,
      costOf,
    });
    expect(review.total).toMatchObject({ plannedCostCents: 6000, heldCostCents: 0 });
  });

  it('adds its lines up, each session once', () => {
    const anySession = fc
      .record({
        line: fc.constantFrom('yoga', 'party'),
        day: fc.nat(89),
        status: fc.constantFrom('confirmed' as const, 'cancelled' as const, 'option' as const),
        shift: fc.integer({ min: -3, max: 3 }),
        reason: fc.constantFrom(undefined, 'Grève', 'Trop peu d’inscriptions'),
      })
      .map(({ line, day, status, shift, reason }): ReviewedSession => {
        const date = addDays('2027-01-01', day);
        return {
          line,
          published: slot(date),
          facilitator: 'f',
          now: { slot: slot(addDays(date, shift)), status, reason, facilitator: 'f' },
        };
      });
    fc.assert(
      fc.property(fc.array(anySession, { maxLength: 30 }), (sessions) => {
        const { lines: tallied, total } = reviewOf({ lines, sessions, today, costOf });
        const keys = [
          'planned',
          'held',
          'toCome',
          'cancelled',
          'moved',
          'plannedCostCents',
          'heldCostCents',
        ] as const;
        for (const key of keys) expect(tallied.reduce((sum, one) => sum + one[key], 0)).toBe(total[key]);
        expect(total.planned).toBe(sessions.length);
        const lapsed = sessions.filter(({ now }) => now?.status === 'option' && now.slot.date < today).length;
        expect(total.held + total.toCome + total.cancelled + lapsed).toBe(total.planned);
        expect(total.moved).toBeLessThanOrEqual(total.held + total.toCome);
        for (const one of [...tallied, total])
          expect(one.reasons.reduce((sum, { count }) => sum + count, 0)).toBe(one.cancelled);
        expect(reviewOf({ lines, sessions: [...sessions].reverse(), today, costOf })).toEqual({
          lines: tallied,
          total,
          attendance: null,
        });
      }),
    );
  });
});
