/** When and where a line takes place, in the words that read back as the same plan. */
import type { Activity } from '../../catalogue/activity.ts';
import { nthsOf } from '../../planning/nths.ts';
import { hourText, WHOLE_PLACE_NAME } from '../../planning/wording.ts';
import { monthNameOf, weekdayName, weekdayNameOf } from '../../time/names.ts';
import { type LocalDate, toMinutes, type Weekday, weekday, yearOf } from '../../time/wall.ts';
import { lineDates } from '../dates.ts';
import type { LinePlan } from '../model.ts';
import { MORNING } from './hours.ts';
import { knownIn } from './kept-days.ts';
import type { MissingPart } from './plan.ts';
import type { OneLineContext, Said } from './said.ts';
import { whenOf } from './when.ts';

const NBSP = '\u00a0';

/** What is not said, since its activity says it. */
export interface Habit {
  setupMin: number;
  airingMin: number;
  spaces: readonly string[];
}
export const habitOf = (activity: Activity | undefined, spaces: readonly string[]): Habit => ({
  setupMin: activity?.setupMin ?? 0,
  airingMin: activity?.airingMin ?? 0,
  spaces,
});

/** "mardi", "10 h – 11 h 15", "Salle d’activités", "toutes les 2 semaines", "jusqu’au 12 mars". */
export function planText(
  plan: LinePlan,
  context: OneLineContext,
  habit: Habit,
  without: readonly MissingPart[],
): string[] {
  const { slot } = plan;
  const isSaid = (part: MissingPart) => !without.includes(part);
  const texts = [
    isSaid('when') ? whenText(plan, context) : '',
    isSaid('hours') ? `${startText(slot.start)} – ${hourText(slot.end)}` : '',
    spacesText(slot, context) || (habit.spaces[0] === undefined ? '' : 'sans espace'),
    ...(isSaid('when') ? rhythmText(plan, context) : []),
  ];
  if (!plan.duringSchoolHolidays) texts.push('hors vacances scolaires');
  if (plan.duringPublicHolidays === false) texts.push('hors jours fériés');
  if (slot.setupMin !== habit.setupMin) texts.push(`mise en place ${slot.setupMin}${NBSP}min`);
  if (slot.airingMin !== habit.airingMin) texts.push(`aération ${slot.airingMin}${NBSP}min`);
  return texts.filter((text) => text !== '');
}

/** Before six, what begins at night is said to. */
const startText = (start: string) =>
  toMinutes(start) < MORNING ? `${hourText(start)} du matin` : hourText(start);

const numberOfDay = (date: LocalDate) => (date.endsWith('-01') ? '1er' : String(Number(date.slice(8))));
const dayText = (date: LocalDate) => `${numberOfDay(date)}${NBSP}${monthNameOf(date)}`;

/** Its year only when that is not the quarter's. */
const dateText = (date: LocalDate, { span }: OneLineContext) =>
  yearOf(date) === yearOf(span.from) ? dayText(date) : `${dayText(date)}${NBSP}${yearOf(date)}`;

/** "les 12, 19 et 26 janvier et 2 février". */
function datesText(dates: readonly LocalDate[], context: OneLineContext): string {
  const months = [...Map.groupBy(dates, (date) => date.slice(0, 7)).values()];
  const texts = months.map((its) => {
    const last = its.at(-1) ?? '';
    return listed([...its.slice(0, -1).map(numberOfDay), dateText(last, context)]);
  });
  return `${dates.length > 1 ? 'les ' : ''}${texts.join(' et ')}`;
}

const RANKS: Record<number, string> = { 1: '1er', 2: '2e', 3: '3e', 4: '4e', 5: '5e', [-1]: 'dernier' };

function whenText(plan: LinePlan, context: OneLineContext): string {
  const { rule, slot, also = [], only } = plan;
  if (!rule && also.length === 0) return `${weekdayNameOf(slot.date)} ${dateText(slot.date, context)}`;
  if (!rule) return datesText(lineDates(plan, context.span), context);
  switch (rule.frequency) {
    case 'daily':
      if (rule.interval > 1) return `tous les ${rule.interval}${NBSP}jours`;
      return only === 'open-days' ? 'chaque jour d’ouverture' : 'tous les jours même fermés';
    case 'weekly':
      return listed(daysOf(plan).map(weekdayName));
    case 'monthly-by-date':
      return `le ${numberOfDay(slot.date)} du mois`;
    case 'monthly-by-weekday': {
      const ranks = nthsOf(rule, slot.date).map((nth) => RANKS[nth] ?? '');
      return ranks.length === 1
        ? `le ${ranks[0]} ${weekdayNameOf(slot.date)} du mois`
        : `les ${listed(ranks)} ${weekdayNameOf(slot.date)}s du mois`;
    }
  }
}

const daysOf = ({ rule, slot }: Pick<LinePlan, 'rule' | 'slot'>): Weekday[] =>
  rule && rule.weekdays.length > 0
    ? ([...new Set(rule.weekdays)].sort((a, b) => a - b) as Weekday[])
    : [weekday(slot.date)];

function rhythmText(plan: LinePlan, context: OneLineContext): string[] {
  const { rule, slot, only } = plan;
  if (!rule) return [];
  const texts: string[] = [];
  if (rule.interval > 1 && rule.frequency !== 'daily')
    texts.push(
      rule.frequency === 'weekly'
        ? `toutes les ${rule.interval}${NBSP}semaines`
        : `tous les ${rule.interval}${NBSP}mois`,
    );
  if (only === 'school-holidays') texts.push('pendant les vacances scolaires');
  if (only === 'open-days' && (rule.frequency !== 'daily' || rule.interval > 1))
    texts.push('jours d’ouverture seulement');
  const bare = { ...plan, rule: { ...rule, exceptions: [] } };
  const all = lineDates(bare, context.span);
  const first = all[0] ?? slot.date;
  if (first !== firstByHabit(plan, context)) texts.push(`à partir du ${dateText(first, context)}`);
  if (rule.until !== undefined) texts.push(`jusqu’au ${dateText(rule.until, context)}`);
  const known = knownIn(context);
  const counted = lineDates(bare, context.span, known);
  const kept = lineDates(plan, context.span, known);
  // The rule counts what it leaves out; the words do not.
  const count = rule.count === undefined ? undefined : rule.count - (counted.length - kept.length);
  if (count !== undefined) texts.push(`${count}${NBSP}${count === 1 ? 'séance' : 'séances'}`);
  const last = counted.length === rule.count ? (kept.at(-1) ?? '') : context.span.to;
  const out = rule.exceptions.filter((date) => all.includes(date) && date <= last);
  if (out.length > 0)
    texts.push(`sauf ${out.length === 1 ? 'le ' : ''}${datesText([...new Set(out)].sort(), context)}`);
  return texts;
}

/** The first date that the same words give when they do not say from when. */
function firstByHabit({ rule, slot }: LinePlan, context: OneLineContext): LocalDate | undefined {
  if (!rule) return undefined;
  const said: Said =
    rule.frequency === 'daily'
      ? { frequency: 'daily' }
      : rule.frequency === 'weekly'
        ? { weekdays: daysOf({ rule, slot }), everyWeek: true }
        : rule.frequency === 'monthly-by-date'
          ? { daysOfMonth: [Number(slot.date.slice(8))], frequency: 'monthly' }
          : {
              ranks: nthsOf(rule, slot.date).map((nth) => ({ nth, day: weekday(slot.date) })),
              frequency: 'monthly',
            };
  const when = whenOf(said, context);
  return typeof when === 'object' && 'whens' in when ? when.whens[0]?.date : undefined;
}

function spacesText({ spaces, wholePlace }: LinePlan['slot'], context: OneLineContext): string {
  if (wholePlace) return WHOLE_PLACE_NAME.toLowerCase();
  const names = spaces.map((id) => context.spaces.find((space) => space.id === id)?.name ?? id);
  return names.join(' + ');
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} et ${names.at(-1)}`;
