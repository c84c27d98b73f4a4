/** A small quarter for the tests of its screen: the first one of 2027. */
import type { QuarterView } from '#shared/contract/quarter.ts';
import type { DayFacts } from '#shared/domain/place/opening.ts';
import { spanOf } from '#shared/domain/quarter/calendar.ts';
import { lineDates } from '#shared/domain/quarter/dates.ts';
import { DEFAULT_QUARTER, type LinePlan, type Placement } from '#shared/domain/quarter/model.ts';
import { datesBetween } from '#shared/domain/time/wall.ts';
import type { Lookup } from './cell-words.ts';
import type { QuarterLine } from './lines.ts';

export const SPAN = spanOf('2027-1');

interface LineWish {
  title: string;
  date: string;
  start?: string;
  end?: string;
  space?: string;
  rule?: LinePlan['rule'];
  activity?: string;
  facilitator?: string;
}

export const aLine = (wish: LineWish): QuarterLine => ({
  id: `2027-1.${wish.title}`,
  order: wish.title,
  title: wish.title,
  plan: {
    rule:
      wish.rule === undefined
        ? { frequency: 'weekly', interval: 1, weekdays: [], exceptions: [] }
        : wish.rule,
    slot: {
      date: wish.date,
      start: wish.start ?? '10:00',
      end: wish.end ?? '11:15',
      spaces: wish.space === undefined ? [] : [wish.space],
      wholePlace: false,
      setupMin: 0,
      airingMin: 0,
    },
    duringSchoolHolidays: true,
  },
  what: {
    kind: 'session',
    mode: 'on-site',
    equipment: [],
    isPublic: true,
    ...(wish.activity === undefined ? {} : { activity: wish.activity }),
  },
  who: { hosts: [], ...(wish.facilitator === undefined ? {} : { facilitator: wish.facilitator }) },
  decisions: {},
});

/** Every date of a line, placed and free. */
export const placementsOf = (line: QuarterLine): Placement[] =>
  lineDates(line.plan, SPAN).map((date) => ({
    line: line.id,
    date,
    slot: { ...line.plan.slot, date },
    state: 'ok',
    obstacles: [],
    standing: 'placed',
    costCents: 0,
  }));

const openDay = (date: string): DayFacts => ({
  date,
  hours: [{ start: 600, end: 1080 }],
  closed: false,
  reasons: [],
});

export function aQuarter(lines: QuarterLine[], part: Partial<QuarterView> = {}): QuarterView {
  return {
    key: '2027-1',
    status: 'draft',
    lineCount: lines.length,
    ...SPAN,
    settings: DEFAULT_QUARTER,
    lines,
    placements: lines.flatMap(placementsOf),
    closures: [],
    comments: [],
    days: datesBetween(SPAN.from, SPAN.to).map(openDay),
    met: {},
    problems: [],
    unremembered: 0,
    differences: 0,
    publication: null,
    rivals: 0,
    ...part,
  };
}

export const aLookup: Lookup = {
  names: {
    place: ({ spaces }) => (spaces[0] === 'salle' ? 'Salle d’activités' : ''),
    resource: (id) => (id === 'salle' ? 'Salle d’activités' : id === 'agnes' ? 'Agnès' : ''),
    facilitators: [],
    equipment: [],
  },
  met: {},
  titleOf: (line) => line.replace('2027-1.', ''),
};
