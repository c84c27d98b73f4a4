/**
 * The one place that decides what of the planning may leave for the public. Everything published, whatever its form
 * (paper, page, calendar, text, the screen at the entrance), is made of what this gives and of nothing else.
 *
 * Only what is at once a session, confirmed and ticked "announced to the public". Other kinds stay inside even when
 * they carry the tick: a session that is turned into a meeting or a private moment keeps it, and nobody would look
 * there again before printing.
 * Of a session: never who of the team holds it, why it changed, nor how to connect to it.
 */
import { type Activity, sessionPrices } from '../catalogue/activity.ts';
import type { Facilitator } from '../catalogue/facilitator.ts';
import type { PlaceSettings, Space } from '../place/model.ts';
import { type DayFacts, dayFacts, type PlaceCalendar } from '../place/opening.ts';
import type { KnownUntil } from '../place/school-import.ts';
import type { Booking } from '../planning/model.ts';
import { titleOf, WHOLE_PLACE_NAME } from '../planning/wording.ts';
import { datesBetween, type LocalDate } from '../time/wall.ts';
import { type Look, lookOrUsual } from './look.ts';
import type { Programme, ProgrammePlace, ProgrammeSession } from './model.ts';

/** Everything the programme is made from. */
export interface ProgrammeSources {
  bookings: readonly Booking[];
  activities: readonly Pick<
    Activity,
    'id' | 'name' | 'category' | 'description' | 'capacityMax' | 'fare' | 'registration'
  >[];
  facilitators: readonly Pick<Facilitator, 'id' | 'name'>[];
  place: PlaceCalendar & { settings: PlaceSettings; spaces: readonly Space[] };
  /** How far the school calendars are known. */
  knownUntil: KnownUntil;
  look: Look | undefined;
  /** When a slot was taken (epoch ms), by its claim. */
  takenAt(claim: string): number;
}

export function programmeOf(
  span: { from: LocalDate; to: LocalDate; today: LocalDate },
  sources: ProgrammeSources,
): Programme {
  const { place } = sources;
  // Of a period that is over, all of it is looked at; of the present one, nobody is invited to what was.
  const first = span.from <= span.today && span.today <= span.to ? span.today : span.from;
  const sessions = sources.bookings
    .filter(({ slot }) => first <= slot.date && slot.date <= span.to)
    .flatMap((booking) => publicSession(booking, sources) ?? [])
    .sort(inOrder);
  // Whoever placed a session on a day of closing opens the door for it: nothing may tell people that it stays shut.
  const heldHere = new Set(
    sessions.filter(({ mode }) => mode === 'on-site' || mode === 'hybrid').map(({ date }) => date),
  );
  return {
    ...span,
    place: placeOf(sources),
    sessions,
    closedDays: datesBetween(span.from, span.to)
      .filter((date) => date >= span.today && !heldHere.has(date))
      .map((date) => dayFacts(date, place))
      .filter(({ closed }) => closed)
      .map((day) => ({ date: day.date, reason: reasonOf(day, place) })),
    school: schoolOf(sources),
  };
}

/** Known from the first holiday that was given on. */
function schoolOf({
  place: { schoolHolidays, settings },
  knownUntil,
}: ProgrammeSources): Programme['school'] {
  const { schoolZone } = settings;
  if (schoolZone === undefined) return null;
  const holidays = schoolHolidays
    .filter(({ zone }) => zone === schoolZone)
    .map(({ start, end }) => ({ from: start, to: end }));
  const from = holidays.map((holiday) => holiday.from).sort()[0];
  const to = knownUntil[schoolZone];
  return from === undefined || to === undefined ? null : { from, to, holidays };
}

/** Null for all that stays inside. */
export function publicSession(booking: Booking, sources: ProgrammeSources): ProgrammeSession | null {
  const { id, slot, what, who, state } = booking;
  if (what.kind !== 'session' || !what.isPublic || state.status !== 'confirmed') return null;
  const { spaces, settings } = sources.place;
  const activity = sources.activities.find((one) => one.id === what.activity);
  const isAtDistance = what.mode === 'remote' || what.mode === 'hybrid';
  const fare = what.fareCents;
  const capacity = what.capacity ?? activity?.capacityMax;
  const words = (text: string | undefined) => (isAtDistance ? withoutAddresses(text ?? '') : (text ?? ''));
  return {
    id,
    date: slot.date,
    start: slot.start,
    end: slot.end,
    title: words(titleOf(what, activity?.name)) || titleOf({ kind: what.kind }, undefined),
    description: words(what.description?.trim() || activity?.description).trim(),
    ...categoryOf(activity, sources),
    spaces: slot.wholePlace
      ? [WHOLE_PLACE_NAME]
      : slot.spaces.flatMap((space) => spaces.find((one) => one.id === space)?.name ?? []),
    spaceIds: slot.wholePlace
      ? spaces.filter(({ archived }) => !archived).map((space) => space.id)
      : slot.spaces,
    mode: what.mode,
    // Of a session at a distance, this is where one connects.
    placeText: isAtDistance ? '' : (what.placeText?.trim() ?? ''),
    facilitator: sources.facilitators.find((one) => one.id === who.facilitator)?.name ?? '',
    ...(capacity === undefined ? {} : { capacity }),
    ...registrationOf(activity),
    prices: sessionPrices(fare, activity?.fare, settings.fares),
    stampMs: sources.takenAt(slot.claim),
  };
}

type Known = ProgrammeSources['activities'][number] | undefined;

/** Seats, a price or a distance do not say that one must book: only who runs the place does. */
function registrationOf(activity: Known): Pick<ProgrammeSession, 'registration'> {
  const said = activity?.registration ?? 'unsaid';
  return said === 'unsaid' ? {} : { registration: said };
}

function categoryOf(activity: Known, { place }: ProgrammeSources): Pick<ProgrammeSession, 'category'> {
  const rank = place.settings.categories.findIndex(({ id }) => id === activity?.category);
  const known = place.settings.categories[rank];
  return known ? { category: { id: known.id, name: known.name, rank } } : {};
}

/** An address typed among the words of a session at a distance may be the very one that lets in. */
const withoutAddresses = (text: string): string =>
  text.replace(/(?:\b[a-z][a-z0-9+.-]*:\/\/|\bwww\.)\S+|\b[\w-]+(?:\.[\w-]+)+\/\S*/giu, '');

const inOrder = (a: ProgrammeSession, b: ProgrammeSession): number => {
  const [one, other] = [orderOf(a), orderOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
};
const orderOf = ({ date, start, end, title, id }: ProgrammeSession) =>
  `${date} ${start} ${end} ${title}\u0000${id}`;

/** A public holiday that the place does not follow, or school holidays, close nothing. */
function reasonOf({ reasons }: DayFacts, { settings }: PlaceCalendar): string {
  const announced = reasons.filter(({ kind }) => kind === 'exception');
  const law = settings.closedOnPublicHolidays ? reasons.filter(({ kind }) => kind === 'holiday') : [];
  const reason = [...announced, ...law].find(({ name }) => name !== '')?.name ?? '';
  // The official names of holidays are typed, not typeset.
  return reason.replaceAll("'", '’');
}

function placeOf({ place: { settings, spaces }, look }: ProgrammeSources): ProgrammePlace {
  const { name, address, phone = '', email = '', zone, fares } = settings;
  return {
    ...{ name, address, phone, email, zone, fares },
    ...lookOrUsual(look),
    spaces: spaces.filter(({ archived }) => !archived).map(({ id, name, colour }) => ({ id, name, colour })),
  };
}
