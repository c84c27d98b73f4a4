import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demoActivities } from '../../demo/activities.ts';
import { demoFacilitators, demoHosts } from '../../demo/people.ts';
import { profile } from '../../place/profiles.ts';
import { spanOf } from '../calendar.ts';
import { lineDates } from '../dates.ts';
import { describeKnown, describeLine, type OneLineContext, readOneLine } from './one-line.ts';

const span = spanOf('2027-1');
const context: OneLineContext = {
  span,
  activities: demoActivities.map(({ activity }) => activity),
  spaces: profile('ressourcerie').spaces,
  hosts: demoHosts,
  facilitators: demoFacilitators('2027-01-01'),
};
const read = (text: string) => readOneLine(text, context);
const draft = (text: string) => {
  const line = read(text);
  expect(line.unknown).toEqual([]);
  const [only, ...more] = line.drafts;
  if (!only || more.length > 0) throw new Error(`${text}: ${line.drafts.length}, ${line.missing}`);
  return only;
};
const dates = (text: string) => lineDates(draft(text).plan, span);

describe('a line typed in one go', () => {
  it('says a weekly series in full', () => {
    const line = read(
      'Yoga doux, mardi 10 h–11 h 15, salle d’activités, toutes les 2 semaines, 12 places, 12 €',
    );
    expect(line.unknown).toEqual([]);
    expect(line.missing).toEqual([]);
    expect(line.drafts[0]).toEqual({
      plan: {
        rule: { frequency: 'weekly', interval: 2, weekdays: [], exceptions: [] },
        slot: {
          date: '2027-01-05',
          start: '10:00',
          end: '11:15',
          spaces: ['space-activites'],
          wholePlace: false,
          setupMin: 15,
          airingMin: 15,
        },
        duringSchoolHolidays: true,
      },
      what: {
        kind: 'session',
        activity: 'demo-physical-1',
        mode: 'on-site',
        capacity: 12,
        fareCents: 1200,
        equipment: [],
        isPublic: true,
      },
      who: { hosts: [], facilitator: 'facilitator-1' },
    });
    expect(line.pieces.map(({ is }) => is).filter((is) => is !== 'joining')).toEqual([
      'activity',
      'when',
      'hours',
      'space',
      'rhythm',
      'capacity',
      'fare',
    ]);
  });

  it('takes the habits of the activity for what it does not say', () => {
    const { plan, what, who } = draft('pilates, mercredi, à 10 h');
    expect(plan.slot).toMatchObject({
      start: '10:00',
      end: '11:00',
      spaces: ['space-activites'],
      setupMin: 15,
    });
    expect(what).toMatchObject({ activity: 'demo-physical-2', isPublic: true });
    expect(what.capacity).toBeUndefined();
    expect(who.facilitator).toBe('facilitator-2');
  });

  it.each([
    'sophrologie, vendredi, 10h30-11h30',
    'SOPHROLOGIE ; vendredis ; 10:30-11:30',
    'Sophrologie · le vendredi · de 10 h 30 à 11 h 30',
    '10h30–11h30, tous les vendredis, sophrologie',
    'Sophrologie vendredi 10h30-11h30',
    'sophrologie chaque vendredi 10h30 - 11h30',
  ])('reads the same whatever the order and the marks: %s', (text) => {
    const { plan, what } = draft(text);
    expect(what.activity).toBe('demo-well-being-1');
    expect(plan.slot).toMatchObject({ date: '2027-01-01', start: '10:30', end: '11:30' });
    expect(plan.rule).toMatchObject({ frequency: 'weekly', interval: 1 });
  });

  it.each([
    ['mardi et vendredi', ['2027-01-01', '2027-01-05', '2027-01-08']],
    ['lundi, mercredi et vendredi', ['2027-01-01', '2027-01-04', '2027-01-06']],
    ['du lundi au vendredi', ['2027-01-01', '2027-01-04', '2027-01-05']],
    ['tous les jours', ['2027-01-01', '2027-01-02', '2027-01-03']],
    ['mardi, une semaine sur deux', ['2027-01-05', '2027-01-19', '2027-02-02']],
    ['un mardi sur trois', ['2027-01-05', '2027-01-26', '2027-02-16']],
    ['mardi, tous les quinze jours', ['2027-01-05', '2027-01-19', '2027-02-02']],
    ['mardi, chaque semaine, à partir du 19 janvier', ['2027-01-19', '2027-01-26', '2027-02-02']],
    ['à partir du mardi 19 janvier, toutes les semaines', ['2027-01-19', '2027-01-26', '2027-02-02']],
    ['le 2e mardi du mois', ['2027-01-12', '2027-02-09', '2027-03-09']],
    ['dernier vendredi du mois', ['2027-01-29', '2027-02-26', '2027-03-26']],
    ['le premier samedi de chaque mois', ['2027-01-02', '2027-02-06', '2027-03-06']],
    ['le 12 de chaque mois', ['2027-01-12', '2027-02-12', '2027-03-12']],
    ['12 janvier, tous les mois', ['2027-01-12', '2027-02-12', '2027-03-12']],
    ['mardi 12 janvier, tous les mois', ['2027-01-12', '2027-02-09', '2027-03-09']],
  ])('%s', (when, first) => {
    expect(dates(`Chorale, ${when}, 14h-15h30`).slice(0, 3)).toEqual(first);
  });

  it.each([
    ['mardi 12 janvier', ['2027-01-12']],
    ['12/01', ['2027-01-12']],
    ['le 12 janvier 2027', ['2027-01-12']],
    ['1er février', ['2027-02-01']],
    ['mardi, 5 séances', ['2027-01-05', '2027-01-12', '2027-01-19', '2027-01-26', '2027-02-02']],
    ['mardi, jusqu’au 19 janvier', ['2027-01-05', '2027-01-12', '2027-01-19']],
    ['mardi, du 12 au 26 janvier', ['2027-01-12', '2027-01-19', '2027-01-26']],
    ['mardi, jusqu’au 26 janvier, sauf le 12 janvier et le 19/01', ['2027-01-05', '2027-01-26']],
  ])('%s and no other day', (when, all) => {
    expect(dates(`Chorale, ${when}, 14h-15h30`)).toEqual(all);
  });

  it.each([
    ['10h-11h15', '10:00', '11:15'],
    ['10 h – 11 h 15', '10:00', '11:15'],
    ['10\u00a0h\u00a0– 11\u00a0h\u00a015', '10:00', '11:15'],
    ['de 10h à 11h15', '10:00', '11:15'],
    ['10:00-11:15', '10:00', '11:15'],
    ['10-11 h', '10:00', '11:00'],
    ['de midi à 14 h', '12:00', '14:00'],
    ['de 20 h à minuit', '20:00', '24:00'],
    ['à 10 h, pendant 1 h 30', '10:00', '11:30'],
    ['à 10 h, durée 45 min', '10:00', '10:45'],
  ])('%s', (hours, start, end) => {
    expect(draft(`Chorale, mardi, ${hours}`).plan.slot).toMatchObject({ start, end });
  });

  it('reads what is asked besides', () => {
    const line = draft(
      'Rencontre avec une notaire, jeudi 21 janvier 18 h - 20 h, salon + espace calme, 40 personnes, 4,50 €, avec Nadia et Hélène, interne, hors vacances scolaires, mise en place 30 min, aération 10 min',
    );
    expect(line.what).toMatchObject({
      title: 'Rencontre avec une notaire',
      capacity: 40,
      fareCents: 450,
      isPublic: false,
    });
    expect(line.plan.slot).toMatchObject({
      spaces: ['space-salon', 'space-calme'],
      setupMin: 30,
      airingMin: 10,
    });
    expect(line.plan.rule).toBeNull();
    expect(line.plan.duringSchoolHolidays).toBe(false);
    expect(line.who.hosts).toEqual(['host-nadia', 'host-helene']);
  });

  it('reads where what is in no room is held', () => {
    expect(draft('Balade, 12/01, 14h-16h, rendez-vous place de la Bourse').what).toMatchObject({
      title: 'Balade',
      mode: 'outside',
      placeText: 'place de la Bourse',
    });
    expect(
      draft('Groupe de parole, 12/01, 14h-16h, en visio, https://exemple.fr/Salle?a=B').what,
    ).toMatchObject({
      mode: 'remote',
      link: 'https://exemple.fr/Salle?a=B',
    });
    expect(draft('Fête de la place, 12/01, 14h-18h, tout le lieu').plan.slot).toMatchObject({
      spaces: [],
      wholePlace: true,
    });
    expect(draft('Yoga sur chaise, à distance, mardi, 10h').plan.slot.spaces).toEqual([]);
  });

  it('takes a name for what it is before taking its words for something else', () => {
    expect(draft('Stretching du vendredi, mardi, 10h').what.activity).toBe('demo-physical-8');
    expect(draft('Conférence en ligne : sommeil, mardi 12 janvier, 18h').what.activity).toBe('demo-talk-10');
    expect(draft('Atelier du mardi, jeudi, 10h-11h').what.title).toBe('Atelier du mardi');
    expect(draft('« Dix, douze : le mardi », jeudi, 10h-11h').what.title).toBe('Dix, douze : le mardi');
    expect(draft('Danser avec les loups, jeudi, 10h-11h').what.title).toBe('Danser avec les loups');
    expect(draft('Réunion, jeudi, 10h-11h').what).toMatchObject({ kind: 'meeting', isPublic: false });
  });

  it('finds people by their names, or by one of the two words of it, each in her role', () => {
    expect(draft('Chorale, jeudi, 10h-11h, animé par fatou').who.facilitator).toBe('facilitator-17');
    expect(draft('Chorale, jeudi, 10h-11h, avec Thomas Rey et odile').who).toEqual({
      hosts: ['host-odile'],
      facilitator: 'facilitator-6',
    });
    expect(read('Chorale, jeudi, 10h-11h, avec Zoé')).toMatchObject({
      unknown: [{ text: 'avec Zoé', why: 'nobody-of-that-name' }],
      drafts: [],
      toCreate: [{ name: 'Zoé', as: 'facilitator' }],
    });
    // The twentieth is archived.
    expect(read('Chorale, jeudi, 10h-11h, animé par Élise').unknown).toEqual([
      { text: 'animé par Élise', why: 'nobody-of-that-name' },
    ]);
  });

  it.each([
    [
      'pilates mercredi 10h salon tous les quinze jours 12 places 12€ avec Nadia',
      'Pilates, mercredi, 10_h – 11_h, Salon, toutes les 2_semaines, 12_places, 12_€, référente Nadia Ferrand',
    ],
    [
      'qi gong, mardi matin, 10h30, sauf pendant les vacances',
      'Qi gong, mardi, 10_h_30 – 11_h_30, Salle d’activités, hors vacances scolaires',
    ],
    [
      'chorale, les lundis et jeudis après-midi, 16h, dès le 18/01, 8 séances',
      'Chorale, lundi et jeudi, 16_h – 17_h_30, Salle d’activités, à partir du 18_janvier, 8_séances',
    ],
    [
      "Vernissage de l'expo, vendredi 12 mars, 17h-19h, salon, gratuit, avec l'association Fil & Terre",
      "Vernissage de l'expo, vendredi 12_mars, 17_h – 19_h, Salon, gratuit, animé par Association Fil & Terre",
    ],
    [
      'Visite du phare, samedi 20 février, 14h30-16h30, rdv devant le musée, 15 places, 5,50€',
      'Visite du phare, rendez-vous devant le musée, samedi 20_février, 14_h_30 – 16_h_30, 15_places, 5,50_€',
    ],
    [
      'Conférence : mieux dormir, jeudi 14 janvier à 18h pendant 1h30, salle d’activites, 40 pers',
      'Conférence : mieux dormir, jeudi 14_janvier, 18_h – 19_h_30, Salle d’activités, 40_places',
    ],
    [
      'bénévoles, réunion, une fois par mois le 1er lundi, 14h-15h, à l’espace calme',
      'Bénévoles, Réunion, le 1er lundi du mois, 14_h – 15_h, Espace calme',
    ],
  ])('understands what is typed in a hurry: %s', (text, meant) => {
    expect(describeLine(draft(text), context).replaceAll('\u00a0', '_')).toBe(meant);
  });

  it('says which activities a title may have been meant for', () => {
    const line = read('yoga, mardi, 10h-11h');
    expect(line.drafts[0]?.what).toMatchObject({ title: 'Yoga' });
    expect(line.couldBe).toEqual(['demo-physical-1', 'demo-physical-9']);
  });

  it.each([
    ['Chorale, mardi, 10h02-11h', '10h02-11h', 'not-a-time'],
    ['Chorale, mardi, 25h', '25h', 'not-a-time'],
    ['Chorale, mardi, 11h-10h', '11h-10h', 'ends-before-it-starts'],
    ['Chorale, 31 février, 10h', '31 février', 'no-such-date'],
    ['Chorale, lundi 12 janvier, 10h', 'lundi 12 janvier', 'other-weekday'],
    ['Chorale, 12 avril, 10h', '12 avril', 'outside-quarter'],
    ['Chorale, mardi, 10h, 12h', '12h', 'said-twice'],
    ['Chorale, mardi, 10h, jusqu’au 2 janvier', 'jusqu’au 2 janvier', 'ends-before-it-starts'],
    ['Chorale, mardi, 10h, 99999 places', '99999 places', 'too-much'],
    ['Chorale, mardi, 10h, avec L', 'avec L', 'nobody-of-that-name'],
  ])('refuses, and says why: %s', (text, part, why) => {
    const line = read(text);
    expect(line.unknown).toEqual([{ text: part, why }]);
    expect(line.drafts).toEqual([]);
  });

  it('knows the usual fare: the activity’s own, else the place’s', () => {
    expect(draft('Chorale, mardi, 10h, tarif habituel').what.fareCents).toBeUndefined();
    const alone = 'Danse douce, mardi, 10h-11h, salon, tarif habituel';
    const priced = readOneLine(alone, { ...context, fares: { full: 1200 } });
    expect(priced.drafts[0]?.what.fareCents).toBe(1200);
    expect(priced.unknown).toEqual([]);
    expect(read(alone)).toMatchObject({
      unknown: [{ text: 'tarif habituel', why: 'cannot-be-kept' }],
      drafts: [],
    });
  });

  it('says what is missing instead of inventing it, and what it understood all the same', () => {
    expect(read('')).toMatchObject({ drafts: [], missing: ['title', 'when', 'hours', 'space'] });
    expect(read('Chorale')).toMatchObject({ drafts: [], missing: ['when', 'hours'] });
    expect(read('Kermesse, toutes les 2 semaines, 10h-11h')).toMatchObject({
      drafts: [],
      missing: ['when', 'space'],
    });
    const [known] = read('Chorale mardi, salon, 12 places').known;
    expect(known && describeKnown(known, context).replaceAll('\u00a0', ' ')).toBe(
      'Chorale, mardi, Salon, 12 places',
    );
  });

  it('takes an hour, or the activity’s own length, for an end that is not said, and says so', () => {
    const kermesse = read('Kermesse, mardi, 10h');
    expect(kermesse).toMatchObject({ missing: ['space'], known: [{ endTaken: 'hour' }] });
    expect(kermesse.drafts[0]?.plan.slot).toMatchObject({ start: '10:00', end: '11:00' });
    const chorale = read('Chorale, mardi, 10h');
    expect(chorale.known).toMatchObject([{ endTaken: 'activity' }]);
    expect(chorale.drafts[0]?.plan.slot).toMatchObject({ start: '10:00', end: '11:30' });
    expect(read('Bal, mardi, 23h30').drafts[0]?.plan.slot.end).toBe('24:00');
  });

  it('adds nothing while something is left over', () => {
    const odd = read('Chorale, mardi, 10h, tralala, 3 pommes');
    expect(odd.drafts).toEqual([]);
    expect(odd.unknown).toEqual([{ text: 'tralala' }, { text: '3 pommes' }]);
    expect(odd.known).toHaveLength(1);
  });
});

describe('rooms that a number tells apart', () => {
  const rooms = [1, 2, 12].map((number) => ({
    id: `room-${number}`,
    name: `Salle ${number}`,
    archived: false,
  }));
  const withRooms: OneLineContext = { ...context, spaces: [...context.spaces, ...rooms] };
  const where = (text: string) => {
    const line = readOneLine(text, withRooms);
    expect({ text, unknown: line.unknown }).toEqual({ text, unknown: [] });
    return line.drafts.map(({ plan }) => [plan.slot.spaces.join(' '), lineDates(plan, span).length]);
  };

  it.each([
    ['Danse 10h Salle 1, 2, 12/01', 'room-1 room-2', 1],
    ['Danse mardi 10h salles 1 et 2', 'room-1 room-2', 13],
    ['Danse mardi 10h salle 1, 2 et 12', 'room-1 room-2 room-12', 13],
    ['Danse mardi 10h salle 1 + 12', 'room-1 room-12', 13],
    ['Danse mardi 10h salle 1, 12 places', 'room-1', 13],
    ['Danse mardi 10h salle 1, 2 séances', 'room-1', 2],
    ['Danse mardi salle 1, 12h-14h', 'room-1', 13],
    ['Danse mardi 10h salle 1, 12 €', 'room-1', 13],
    ['Danse 10h salle 1, 12 janvier', 'room-1', 1],
    ['Danse 10h salle 1, 2, 12 janvier', 'room-1 room-2', 1],
    ['Danse 10h salle 1, les 12 et 19 janvier', 'room-1', 2],
    ['Salle 1, 2, 12/01, 10h, danse', 'room-1 room-2', 1],
  ])('%s', (text, spaces, count) => {
    expect(where(text)).toEqual([[spaces, count]]);
  });

  it('takes a date after a space without a number', () => {
    const large: OneLineContext = {
      ...context,
      spaces: [{ id: 'large', name: 'Grande salle', archived: false }],
    };
    const [found] = readOneLine('Danse grande salle 12/01 10h', large).drafts;
    expect(found?.plan.slot).toMatchObject({ date: '2027-01-12', spaces: ['large'] });
    expect(readOneLine('Danse 10h grande salle 1, 2, 12/01', large).drafts).toEqual([]);
  });

  it('leaves a number that is none of them underlined', () => {
    const left = (text: string) => readOneLine(text, withRooms).unknown.map((one) => one.text);
    expect(left('Danse 10h salle 1, 3, 12/01')).toEqual(['3']);
    expect(left('Danse 10h salle 1, 3, 4, 12/01')).toEqual(['3', '4']);
    expect(left('Danse mardi 10h salle 1/2')).toEqual(['2']);
    expect(left('Danse mardi 10h salle 1-2')).toEqual(['2']);
  });

  it('reads back what it says of them', () => {
    const drawn = fc.subarray(rooms, { minLength: 1 });
    const more = fc.constantFrom(
      '',
      '12 places',
      '12 €',
      '2 séances',
      'sauf le 12 janvier',
      '12/01 et 02/02',
    );
    fc.assert(
      fc.property(drawn, fc.constantFrom(', ', ' et ', ' + '), more, (some, joined, also) => {
        const numbers = some.map(({ name }) => name.replace('Salle ', '')).join(joined);
        const text = `Danse 10h-11h, salle ${numbers}${also === '' ? '' : `, ${also}`}${/\//.test(also) ? '' : ', mardi'}`;
        const [found, ...others] = readOneLine(text, withRooms).drafts;
        expect([text, found?.plan.slot.spaces]).toEqual([text, some.map(({ id }) => id)]);
        expect(others).toEqual([]);
        const [back] = found ? readOneLine(describeLine(found, withRooms), withRooms).drafts : [];
        expect(back).toEqual(found);
      }),
    );
  });
});
