/** What the tests of this folder share: a place, and quarters full of things that must not leave. */
import fc from 'fast-check';
import { profile } from '../place/profiles.ts';
import { CATEGORIES } from '../place/ressourcerie.ts';
import { type Booking, bookingKinds, bookingModes, bookingStatuses } from '../planning/model.ts';
import { addDays, fromMinutes } from '../time/wall.ts';
import type { Programme, ProgrammeSession } from './model.ts';
import { type ProgrammeSources, programmeOf } from './public.ts';

export const QUARTER = { from: '2027-01-01', to: '2027-03-31', today: '2027-01-04' };
/** Stands in every text that must stay inside. */
export const MARKER = 'ZQSECRETQZ';

const ressourcerie = profile('ressourcerie');

export const sources: ProgrammeSources = {
  bookings: [],
  activities: CATEGORIES.map(({ id: category }, n) => ({
    id: `activity-${n}`,
    name: `Activité ${n + 1}`,
    category,
    description: `Un temps pour soi, numéro ${n + 1}.`,
    capacityMax: 12,
    fare: n % 2 === 0 ? ({ kind: 'standard' } as const) : ({ kind: 'free' } as const),
    registration: n % 2 === 0 ? ('required' as const) : ('open' as const),
  })),
  facilitators: [{ id: 'facilitator', name: 'Paule Delmas' }],
  place: {
    settings: {
      ...ressourcerie.settings,
      address: '20 cours de la Somme, Bordeaux',
      phone: '05 56 00 00 00',
      email: 'bonjour@ressourcerie.example',
    },
    spaces: ressourcerie.spaces,
    versions: ressourcerie.versions,
    exceptions: [
      { id: 'e', date: '2027-02-09', closed: true, hours: [], reason: 'Travaux' },
      { id: 'f', date: '2027-02-10', closed: true, hours: [], reason: 'Travaux' },
    ],
    schoolHolidays: [],
  },
  knownUntil: {},
  look: undefined,
  takenAt: () => Date.UTC(2026, 10, 1),
};

/** A session as the public sees it, in short. */
export const session = (over: Partial<ProgrammeSession> = {}): ProgrammeSession => ({
  id: 'b1',
  date: '2027-01-12',
  start: '10:30',
  end: '11:45',
  title: 'Yoga doux',
  description: '',
  category: { id: 'physical', name: 'Activité physique', rank: 0 },
  spaces: ['Salon'],
  spaceIds: ['space-salon'],
  mode: 'on-site',
  placeText: '',
  facilitator: 'Paule Delmas',
  registration: 'required',
  prices: { full: 1200, member: 600, solidarity: 450 },
  stampMs: Date.UTC(2026, 10, 1),
  ...over,
});

export const programmeWith = (sessions: ProgrammeSession[], over: Partial<Programme> = {}): Programme => ({
  ...programmeOf(QUARTER, sources),
  sessions,
  ...over,
});

const marked = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => `${text}${MARKER}`);
const said = fc.constantFrom(
  'Yoga doux',
  'Sortie au musée',
  '<b>Gras</b> & "co"',
  'مقهى',
  '🎉 Fête',
  'x'.repeat(300),
);

/**
 * Any booking of the quarter. Those that are not confirmed public sessions say nothing but the marker; those that
 * are hold it only where the public never looks (who of the team holds it, how to connect, why).
 */
export const anyBooking: fc.Arbitrary<Booking> = fc
  .record({
    id: fc.uuid(),
    day: fc.nat(89),
    from: fc.integer({ min: 96, max: 220 }),
    kind: fc.constantFrom(...bookingKinds),
    mode: fc.constantFrom(...bookingModes),
    status: fc.constantFrom(...bookingStatuses),
    isPublic: fc.boolean(),
    activity: fc.option(fc.nat(5), { nil: undefined }),
    title: fc.option(said, { nil: undefined }),
    secret: marked,
    wholePlace: fc.boolean(),
  })
  .map(({ id, day, from, kind, mode, status, isPublic, activity, title, secret, wholePlace }) => {
    const shown = kind === 'session' && status === 'confirmed' && isPublic;
    const atDistance = mode === 'remote' || mode === 'hybrid';
    const words = shown ? title : secret;
    return {
      id,
      slot: {
        date: addDays(QUARTER.from, day),
        start: fromMinutes(from * 5),
        end: fromMinutes(from * 5 + 60),
        spaces: wholePlace ? [] : ['space-salon'],
        wholePlace,
        setupMin: 0,
        airingMin: 0,
        claim: `000000000.000.${secret}`,
      },
      what: {
        kind,
        mode,
        ...(words === undefined ? {} : { title: words }),
        ...(activity === undefined ? {} : { activity: `activity-${activity}` }),
        placeText: shown && !atDistance ? 'Devant la mairie' : secret,
        link: `https://visio.example/${MARKER}`,
        description: shown
          ? atDistance
            ? `Rendez-vous sur https://visio.example/${MARKER} ou www.visio.example/${MARKER} ou meet.example.org/${MARKER}.`
            : 'Ouvert à toutes.'
          : secret,
        equipment: [],
        isPublic,
      },
      who: { hosts: [MARKER], facilitator: shown ? 'facilitator' : MARKER },
      state: { status, reason: secret },
      origin: { uid: MARKER, series: MARKER },
    } satisfies Booking;
  });
