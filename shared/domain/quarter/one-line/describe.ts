/** A line of the quarter in the words it could have been typed with: what is written here reads back as the same line. */
import { titleOf } from '../../planning/wording.ts';
import { habitOf, planText } from './describe-plan.ts';
import { elementsOf, lineOf } from './elements.ts';
import { isPublicByHabit, type KnownLine, type LineDraft, modeOf } from './plan.ts';
import { isOneName, runsOf, takeNames } from './runs.ts';
import type { OneLineContext } from './said.ts';
import { settle } from './settle.ts';
import { quoted, tidy } from './text.ts';
import { titled } from './title.ts';

const NBSP = '\u00a0';

/** "Yoga doux, mardi, 10 h – 11 h 15, Salle d’activités, toutes les 2 semaines, 12 places, 12 €". */
export const describeLine = (draft: LineDraft, context: OneLineContext): string =>
  describeKnown({ draft, without: [] }, context);

/** The same, of a line that does not say everything yet; empty when it says nothing. */
export function describeKnown({ draft, without }: KnownLine, context: OneLineContext): string {
  const { plan, what, who } = draft;
  const activity = context.activities.find(({ id }) => id === what.activity);
  const person = (id: string) =>
    asName([...context.hosts, ...context.facilitators].find((one) => one.id === id)?.name ?? id, context);
  const habit = { ...(activity ? { activity } : {}), kind: what.kind };
  const parts = [activity?.name, titleText(what.title, activity !== undefined, context)];
  if (what.kind !== 'session') parts.push(titleOf({ kind: what.kind }, undefined));
  const where = isOnSite(what.mode) ? (activity?.spaces ?? []) : [];
  parts.push(...modeText(what, context), ...planText(plan, context, habitOf(activity, where), without));
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

const isOnSite = (mode: LineDraft['what']['mode']) => mode === 'on-site' || mode === 'hybrid';

function modeText({ mode, placeText, link }: LineDraft['what'], context: OneLineContext): string[] {
  const texts: string[] = [];
  const usual = modeOf({
    ...(placeText === undefined ? {} : { placeText }),
    ...(link === undefined ? {} : { link }),
  });
  if (mode !== usual)
    texts.push(
      { 'on-site': 'sur place', remote: 'à distance', hybrid: 'sur place et à distance', outside: 'dehors' }[
        mode
      ],
    );
  if (placeText !== undefined) texts.push(`rendez-vous ${asName(placeText, context)}`);
  if (link !== undefined) texts.push(link);
  return texts;
}

const fareText = (cents: number): string => {
  if (cents === 0) return 'gratuit';
  const euros = Math.floor(cents / 100);
  return cents % 100 === 0 ? `${euros}${NBSP}€` : `${euros},${String(cents % 100).padStart(2, '0')}${NBSP}€`;
};

/** What a text alone would be read as. */
function readAlone(text: string, context: OneLineContext) {
  const line = lineOf(tidy(text), context);
  const { rest, named } = takeNames(line, settle(line, elementsOf(line)));
  const { runs } = runsOf(line, rest);
  const [only, ...more] =
    named.length > 0 || rest.some(({ kind }) => kind === 'item') ? [] : titled(line, runs);
  const isWhole = only !== undefined && more.length === 0 && runs.length === 1 && only.strangers.length === 0;
  return isWhole && only.hints.length === 0 ? only.said : undefined;
}

/** A title that would read as something else stands between « and ». */
function titleText(
  title: string | undefined,
  hasActivity: boolean,
  context: OneLineContext,
): string | undefined {
  if (title === undefined || title.trim() === '') return undefined;
  return !hasActivity && readAlone(title, context)?.title === title ? title : quoted(title);
}

/** A name that would not be taken whole stands between « and ». */
function asName(name: string, context: OneLineContext): string {
  const line = lineOf(tidy(name), context);
  return isOneName(line, elementsOf(line)) && !/ et /u.test(name) ? name : quoted(name);
}
