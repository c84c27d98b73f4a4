/** The programme as a calendar that a person subscribes to or imports. The same sessions always give the same bytes. */
import type { ExportedBooking } from '../exchange/export.ts';
import { icsEnd, icsEvent, icsStart } from '../exchange/write-ics.ts';
import type { Programme, ProgrammePlace, ProgrammeSession } from './model.ts';
import { capitalised, contactsOf, priceText, registrationText, whereText, withText } from './wording.ts';

export function calendarOf({ place, sessions, from, to }: Programme): string {
  const uids = new Set<string>();
  return [
    icsStart({ name: place.name, zone: place.zone, from, to }),
    ...sessions.map((session) => icsEvent(eventOf(session, place), place.zone, uids)),
    icsEnd(),
  ].join('');
}

function eventOf(session: ProgrammeSession, place: ProgrammePlace): ExportedBooking {
  const { id, date, start, end, title, description, facilitator, stampMs } = session;
  const facts = [withText(session), priceText(session.prices), registrationText(session)];
  const isHere = session.mode === 'on-site' || session.mode === 'hybrid';
  return {
    ...{ id, date, start, end, title, facilitator, stampMs },
    kind: 'session',
    status: 'confirmed',
    // Read by people who do not know the place: with its name and address, not as the room alone.
    spaces: [],
    placeText: [whereText(session), ...(isHere ? [place.name, place.address] : [])]
      .filter((part) => part !== '')
      .join(', '),
    description: [
      description,
      `${capitalised(facts.filter((fact) => fact !== '').join(', '))}.`,
      [place.name, ...contactsOf(place)].join(' · '),
    ]
      .filter((part) => part !== '')
      .join('\n\n'),
    activity: '',
    hosts: [],
    isPublic: true,
    // Another name than the planning's own export: read back by the place itself, the public's wording must not
    // replace what its planning says.
    uid: `${id}@programme.margelle`,
  };
}
