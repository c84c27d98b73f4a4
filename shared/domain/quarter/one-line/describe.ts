/** A line of the quarter in the words it could have been typed with: what is written here reads back as the same line. */
import { nthOf } from '../../planning/recurrence.ts';
import { hourText, titleOf, WHOLE_PLACE_NAME } from '../../planning/wording.ts';
import { monthNameOf, weekdayName, weekdayNameOf } from '../../time/names.ts';
import { type LocalDate, type Weekday, weekday, yearOf } from '../../time/wall.ts';
import { lineDates } from '../dates.ts';
import type { LinePlan } from '../model.ts';
import { knownNames } from './names.ts';
import { isPublicByHabit, type LineDraft, modeOf, whenOf } from './plan.ts';
import type { OneLineContext, Said } from './said.ts';
import { readersFor, readSegment } from './segment.ts';
import { quoted, segmentsOf } from './text.ts';

const NBSP = '\u00a0';

/** "Yoga doux, mardi, 10 h – 11 h 15, Salle d’activités, toutes les 2 semaines, 12 places, 12 €". */
export function describeLine({ plan, what, who }: LineDraft, context: OneLineContext): string {
  const activity = context.activities.find(({ id }) => id === what.activity);
  const person = (id: string) =>
    asName([...context.hosts, ...context.facilitators].find((one) => one.id === id)?.name ?? id);
  const habit = { ...(activity ? { activity } : {}), kind: what.kind };
  const parts = [activity?.name, titleText(what.title, activity !== undefined, context)];
  if (what.kind !== 'session') parts.push(titleOf({ kind: what.kind }, undefined));
  parts.push(
    ...modeText(what),
    describePlan(
      plan,
      context,
      activity && { ...activity, spaces: isOnSite(what.mode) ? activity.spaces : [] },
    ),
  );
  if (what.capacity !== undefined) parts.push(`${what.capacity}${NBSP}places`);
  if (what.fareCents !== undefined) parts.push(fareText(what.fareCents));
  if (who.facilitator !== undefined && who.facilitator !== activity?.facilitator)
    parts.push(`animé par ${person(who.facilitator)}`);
  if (who.facilitator === undefined && activity?.facilitator !== undefined) parts.push('sans intervenante');
  const usual = activity?.host === undefined ? [] : [activity.host];
  if (who.hosts.length === 0 && usual.length > 0) parts.push('sans référente');
  else if (who.hosts.join() !== usual.join()) parts.push(...who.hosts.map((id) => `référente ${person(id)}`));
  if (what.isPublic !== isPublicByHabit(habit)) parts.push(what.isPublic ? 'public' : 'interne');
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}

/** "mardi, 10 h – 11 h 15, Salle d’activités, toutes les 2 semaines, jusqu’au 12 mars". */
export function describePlan(
  plan: LinePlan,
  context: OneLineContext,
  activity?: { setupMin: number; airingMin: number; spaces: readonly string[] },
): string {
  const { slot, rule } = plan;
  const parts = [
    whenText(plan, context),
    `${hourText(slot.start)} – ${hourText(slot.end)}`,
    spacesText(slot, context) || (activity?.spaces[0] === undefined ? '' : 'sans espace'),
    ...(rule ? rhythmText(plan, context) : []),
  ];
  if (!plan.duringSchoolHolidays) parts.push('hors vacances scolaires');
  if (slot.setupMin !== (activity?.setupMin ?? 0)) parts.push(`mise en place ${slot.setupMin}${NBSP}min`);
  if (slot.airingMin !== (activity?.airingMin ?? 0)) parts.push(`aération ${slot.airingMin}${NBSP}min`);
  return parts.filter((part) => part !== '').join(', ');
}

const isOnSite = (mode: LineDraft['what']['mode']) => mode === 'on-site' || mode === 'hybrid';

const dayText = (date: LocalDate) =>
  `${date.endsWith('-01') ? '1er' : Number(date.slice(8))}${NBSP}${monthNameOf(date)}`;

/** Its year only when that is not the quarter's. */
const dateText = (date: LocalDate, { span }: OneLineContext) =>
  yearOf(date) === yearOf(span.from) ? dayText(date) : `${dayText(date)}${NBSP}${yearOf(date)}`;

const RANKS: Record<number, string> = { 1: '1er', 2: '2e', 3: '3e', 4: '4e', 5: '5e', [-1]: 'dernier' };

function whenText({ rule, slot }: LinePlan, context: OneLineContext): string {
  if (!rule) return `${weekdayNameOf(slot.date)} ${dateText(slot.date, context)}`;
  switch (rule.frequency) {
    case 'daily':
      return rule.interval === 1 ? 'tous les jours' : `tous les ${rule.interval}${NBSP}jours`;
    case 'weekly':
      return listed(daysOf({ rule, slot }).map(weekdayName));
    case 'monthly-by-date':
      return `le ${slot.date.endsWith('-01') ? '1er' : Number(slot.date.slice(8))} du mois`;
    case 'monthly-by-weekday':
      return `le ${RANKS[nthOf(rule, slot.date)]} ${weekdayNameOf(slot.date)} du mois`;
  }
}

const daysOf = ({ rule, slot }: Pick<LinePlan, 'rule' | 'slot'>): Weekday[] =>
  rule && rule.weekdays.length > 0
    ? ([...new Set(rule.weekdays)].sort((a, b) => a - b) as Weekday[])
    : [weekday(slot.date)];

function rhythmText(plan: LinePlan, context: OneLineContext): string[] {
  const { rule, slot } = plan;
  if (!rule) return [];
  const texts: string[] = [];
  if (rule.interval > 1 && rule.frequency !== 'daily')
    texts.push(
      `${rule.frequency === 'weekly' ? 'toutes les' : 'tous les'} ${rule.interval}${NBSP}${rule.frequency === 'weekly' ? 'semaines' : 'mois'}`,
    );
  const first = lineDates({ ...plan, rule: { ...rule, exceptions: [] } }, context.span)[0] ?? slot.date;
  if (first !== firstByHabit(plan, context)) texts.push(`à partir du ${dateText(first, context)}`);
  if (rule.until !== undefined) texts.push(`jusqu’au ${dateText(rule.until, context)}`);
  if (rule.count !== undefined) texts.push(`${rule.count}${NBSP}${rule.count === 1 ? 'séance' : 'séances'}`);
  if (rule.exceptions.length > 0)
    texts.push(`sauf ${rule.exceptions.map((date) => `le ${dateText(date, context)}`).join(' et ')}`);
  return texts;
}

/** The first date that the same words give when they do not say from when. */
function firstByHabit({ rule, slot }: LinePlan, { span }: OneLineContext): LocalDate | undefined {
  if (!rule) return undefined;
  const said: Said =
    rule.frequency === 'daily'
      ? { frequency: 'daily' }
      : rule.frequency === 'weekly'
        ? { weekdays: daysOf({ rule, slot }) }
        : rule.frequency === 'monthly-by-date'
          ? { dayOfMonth: Number(slot.date.slice(8)), frequency: 'monthly' }
          : { rank: { nth: nthOf(rule, slot.date) as 1, day: weekday(slot.date) }, frequency: 'monthly' };
  const when = whenOf(said, span);
  return typeof when === 'object' && 'date' in when ? when.date : undefined;
}

function spacesText({ spaces, wholePlace }: LinePlan['slot'], context: OneLineContext): string {
  if (wholePlace) return WHOLE_PLACE_NAME.toLowerCase();
  const names = spaces.map((id) => context.spaces.find((space) => space.id === id)?.name ?? id);
  return names.join(' + ');
}

function modeText(what: LineDraft['what']): string[] {
  const { mode, placeText, link } = what;
  const texts: string[] = [];
  if (
    mode !==
    modeOf({ ...(placeText === undefined ? {} : { placeText }), ...(link === undefined ? {} : { link }) })
  )
    texts.push(
      { 'on-site': 'sur place', remote: 'à distance', hybrid: 'sur place et à distance', outside: 'dehors' }[
        mode
      ],
    );
  if (placeText !== undefined) texts.push(`rendez-vous ${asName(placeText)}`);
  if (link !== undefined) texts.push(link);
  return texts;
}

const fareText = (cents: number): string => {
  if (cents === 0) return 'gratuit';
  const euros = Math.floor(cents / 100);
  return cents % 100 === 0 ? `${euros}${NBSP}€` : `${euros},${String(cents % 100).padStart(2, '0')}${NBSP}€`;
};

/** A title that would read as something else stands between « and ». */
function titleText(
  title: string | undefined,
  hasActivity: boolean,
  context: OneLineContext,
): string | undefined {
  if (title === undefined || title.trim() === '') return undefined;
  if (hasActivity) return quoted(title);
  const [segment, ...more] = segmentsOf(title, knownNames(context));
  const read =
    segment === undefined || more.length > 0 ? undefined : readSegment(segment, context, readersFor(context));
  return read?.rest === title ? title : quoted(title);
}

const asName = (name: string) => (/[,;·\n+«»]| et /u.test(name) ? quoted(name) : name);
const listed = (names: string[]) =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} et ${names.at(-1)}`;
