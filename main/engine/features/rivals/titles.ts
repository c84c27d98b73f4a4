/** What a shared thing is called in a list that mixes them: its own name, else a noun. Never empty. */
import { decodeBooking, decodeSeries } from '#shared/domain/planning/stored.ts';
import { titleOf } from '#shared/domain/planning/wording.ts';
import { quarterKey } from '#shared/domain/quarter/calendar.ts';
import { lineWhat } from '#shared/domain/quarter/model.ts';
import { quarterName } from '#shared/domain/quarter/wording.ts';
import { decodeMessage } from '#shared/domain/threads/message.ts';
import { isLocalDate } from '#shared/domain/time/wall.ts';
import { under } from '#shared/domain/under.ts';
import type { OpenVault } from '../../capability/feature.ts';
import type { Entity, Json } from '../../circles/circle.ts';
import { readActivities } from '../catalogue/index.ts';
import { lineTitle } from '../quarter/index.ts';

export interface Named {
  title: string;
  /** For what has a day. */
  date?: string;
}

const LONGEST = 80;

/** As the feed calls what has no name of its own. */
const nouns: Record<string, string> = {
  bookings: 'Réservation',
  series: 'Série',
  openings: 'Horaires d’ouverture',
  exceptions: 'Fermeture ou horaires exceptionnels',
  schoolCoverage: 'Vacances scolaires',
  look: 'Apparence du programme',
  messages: 'Message',
  devices: 'Poste',
  quarters: 'Trimestre',
  quarterLines: 'Ligne du trimestre',
  quarterClosures: 'Fermeture du trimestre',
  quarterComments: 'Commentaire',
  publications: 'Publication',
};

/** Fields of a thing of one facet that say what it is called, and its day. */
const NAME_FIELDS = ['name', 'label', 'reason'];
const DATE_FIELDS = ['date', 'validFrom', 'start'];

export function nameOf(vault: OpenVault, entity: Entity): Named {
  const noun = under(nouns, entity.type) ?? entity.type;
  switch (entity.type) {
    case 'bookings':
    case 'series': {
      const read = entity.type === 'bookings' ? decodeBooking : decodeSeries;
      const booking = read(entity.id, entity.facets);
      if (!booking) return { title: noun };
      const activity = readActivities(vault).find(({ id }) => id === booking.what.activity);
      return { title: titleOf(booking.what, activity?.name), date: booking.slot.date };
    }
    case 'quarters':
      return { title: quarterKey.safeParse(entity.id).success ? quarterName(entity.id) : noun };
    case 'quarterLines': {
      const read = lineWhat.safeParse(entity.facets.what);
      return { title: read.success ? lineTitle(vault, read.data) : noun };
    }
    case 'messages': {
      const message = decodeMessage(entity.id, entity.facets);
      if (!message) return { title: noun };
      const title = shortened(message.text);
      return message.date === undefined ? { title } : { title, date: message.date };
    }
    default:
      return named(entity.facets.it ?? entity.rivals.it?.[0], noun);
  }
}

function named(it: Json | undefined, noun: string): Named {
  const fields = typeof it === 'object' && it !== null && !Array.isArray(it) ? it : {};
  const textIn = (names: readonly string[]) =>
    names.map((name) => fields[name]).find((value) => typeof value === 'string' && value.trim() !== '');
  const date = textIn(DATE_FIELDS);
  return {
    title: shortened(String(textIn(NAME_FIELDS) ?? noun)),
    ...(typeof date === 'string' && isLocalDate(date) ? { date } : {}),
  };
}

/** The first line, cut between two characters as people see them. */
function shortened(text: string): string {
  const line = text.trim().split('\n', 1)[0]?.trim() ?? '';
  const characters = Array.from(line);
  return characters.length <= LONGEST ? line : `${characters.slice(0, LONGEST - 1).join('')}…`;
}
