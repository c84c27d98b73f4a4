/** What a date of the sheet says: to the eye in a word or two, to a screen reader in a sentence. */
import type { QuarterView } from '#shared/contract/quarter.ts';
import type { Obstacle, Placement } from '#shared/domain/quarter/model.ts';
import { bookingIdOf } from '#shared/domain/quarter/model.ts';
import type { Names } from '../../../components/booking/names.ts';
import { dateAndTimes, longDate } from '../../../i18n/fr/quarter-dates.ts';
import { t } from '../../../i18n/index.ts';
import type { QuarterLine } from './lines.ts';

const words = t.quarter;

export interface Lookup {
  names: Pick<Names, 'place' | 'resource' | 'facilitators' | 'equipment'>;
  met: QuarterView['met'];
  titleOf(line: string): string;
}

/** How a date looks: one of these, drawn by shape, word and colour together. */
export type Face = Placement['state'] | 'forced' | 'moved' | 'proposed' | 'dropped';

export function faceOf({ standing, state, decided }: Placement): Face {
  if (standing === 'dropped' || standing === 'proposed') return standing;
  if (standing === 'to-replace') return state;
  return decided === 'forced' || decided === 'moved' ? decided : 'ok';
}

export const faceWord = (face: Face): string =>
  face === 'forced' || face === 'moved' || face === 'proposed' || face === 'dropped'
    ? words.standings[face].short
    : words.states[face].short;

const faceSentence = (face: Face): string =>
  face === 'forced' || face === 'moved' || face === 'proposed' || face === 'dropped'
    ? words.standings[face].long
    : '';

function resourceName(obstacle: Extract<Obstacle, { kind: 'clash' }>, { names }: Lookup): string {
  const { reason, resource } = obstacle;
  if (reason === 'space' || reason === 'host') return names.resource(resource, reason);
  const among = reason === 'facilitator' ? names.facilitators : names.equipment;
  return among.find(({ id }) => id === resource)?.name ?? '';
}

/** "Salon déjà pris : Réunion, 10 h – 11 h", "fermé : lundi de Pâques" */
export function obstacleText(obstacle: Obstacle, lookup: Lookup): string {
  const said = words.obstacle;
  switch (obstacle.kind) {
    case 'closed': {
      const { why, name } = obstacle;
      if (why === 'quarter-closure') return said.quarterClosure(name);
      if (why === 'school-holiday') return said.schoolHoliday(t.planning.day.reason({ kind: why, name }));
      return said.closed(why === 'weekly-closed' ? '' : t.planning.day.reason({ kind: why, name }));
    }
    case 'host-away': {
      const { who, id } = obstacle;
      const among = lookup.names.facilitators;
      const name =
        who === 'host' ? lookup.names.resource(id, 'host') : among.find((one) => one.id === id)?.name;
      return said.away(name || words.states['host-away'].long);
    }
    case 'clash': {
      const { with: other, reason } = obstacle;
      const holder =
        other.line !== undefined && other.date !== undefined
          ? said.otherDate(lookup.titleOf(other.line), longDate(other.date))
          : (lookup.met[other.booking]?.label ?? said.unknown);
      return said.clash[reason](holder, resourceName(obstacle, lookup));
    }
    case 'outside-hours':
      return said.outsideHours;
    case 'over-budget':
      return said.overBudget(obstacle.overCents);
  }
}

export const obstacleTexts = ({ obstacles }: Placement, lookup: Lookup): string[] =>
  obstacles.map((obstacle) => obstacleText(obstacle, lookup));

/** Where a date takes place, in words: spaces, or the meeting point. */
export const whereOf = (line: QuarterLine, placement: Placement, { names }: Pick<Lookup, 'names'>): string =>
  names.place(placement.slot) || line.what.placeText || '';

/** "mardi 12 janvier, 10 h – 11 h 15, Yoga, Salle d’activités : fermé, lundi de Pâques" */
export function cellName(
  line: QuarterLine,
  placement: Placement,
  lookup: Lookup,
  isCommented = false,
): string {
  const { slot, date } = placement;
  const face = faceOf(placement);
  return words.cell.name(
    [dateAndTimes(slot.date, slot.start, slot.end), line.title, whereOf(line, placement, lookup)],
    [
      faceSentence(face),
      ...obstacleTexts(placement, lookup),
      slot.date === date ? '' : words.cell.movedFrom(date),
      isCommented ? words.cell.commented : '',
    ].filter((part) => part !== ''),
  );
}

/** A key for lists of dates. */
export const keyOf = (placement: Pick<Placement, 'line' | 'date'>): string => bookingIdOf(placement);
