import { describe, expect, it } from 'vitest';
import type { Obstacle, Placement } from '#shared/domain/quarter/model.ts';
import { cellName, faceOf, obstacleText } from '../ground/cell-words.ts';
import { aLine, aLookup, aQuarter, placementsOf } from '../ground/fixture.ts';
import { obstacleRows, sortsOf, trayOf } from './obstacles.ts';

const yoga = aLine({ title: 'Yoga', date: '2027-01-12', space: 'salle' });
const lunch = aLine({ title: 'Repas', date: '2027-01-15' });
const easter: Obstacle = { kind: 'closed', why: 'holiday', name: 'Lundi de Pâques' };
const taken: Obstacle = {
  kind: 'clash',
  reason: 'space',
  resource: 'salle',
  with: { booking: 'b', line: lunch.id, date: '2027-02-05' },
};

const where = (date: string, part: Partial<Placement>) => (placement: Placement) =>
  placement.date === date ? { ...placement, ...part } : placement;
const placements = [...placementsOf(yoga), ...placementsOf(lunch)]
  .map(where('2027-02-02', { state: 'closed', obstacles: [easter, taken], standing: 'to-replace' }))
  .map(where('2027-02-05', { state: 'clash', obstacles: [taken], standing: 'placed', decided: 'forced' }))
  .map(where('2027-02-12', { state: 'clash', obstacles: [taken], standing: 'dropped', decided: 'dropped' }))
  .map(where('2027-01-19', { standing: 'proposed' }));
const view = aQuarter([yoga, lunch], { placements });

describe('the table of conflicts', () => {
  it('has a row for each obstacle of a date, and none for what was given up', () => {
    const rows = obstacleRows(view, { orderBy: 'date', openOnly: false });
    expect(rows.map(({ placement, sort }) => [placement.date, sort])).toEqual([
      ['2027-02-02', 'holiday'],
      ['2027-02-02', 'space'],
      ['2027-02-05', 'space'],
    ]);
    expect(sortsOf(rows)).toEqual([
      { sort: 'holiday', count: 1 },
      { sort: 'space', count: 2 },
    ]);
  });

  it('is ordered and narrowed as one asks', () => {
    const open = obstacleRows(view, { orderBy: 'date', openOnly: true });
    expect(open.map(({ placement }) => placement.date)).toEqual(['2027-02-02', '2027-02-02']);
    const spaces = obstacleRows(view, { orderBy: 'line', openOnly: false, sort: 'space' });
    expect(spaces.map(({ line }) => line.title)).toEqual(['Repas', 'Yoga']);
  });
});

describe('« À replacer »', () => {
  it('groups what waits by what decides its state, and sets proposals apart', () => {
    const tray = trayOf(placements);
    expect(tray.toReplace.map(({ kind, placements: of }) => [kind, of.map(({ date }) => date)])).toEqual([
      ['closed', ['2027-02-02']],
    ]);
    expect(tray.proposed.map(({ date }) => date)).toEqual(['2027-01-19']);
    expect(tray.count).toBe(2);
  });
});

describe('what a date says', () => {
  const on = (date: string) => {
    const found = placements.find((placement) => placement.date === date);
    if (!found) throw new Error('no such date');
    return found;
  };

  it('is everything: when, what, where, and what stands against it', () => {
    expect(cellName(yoga, on('2027-02-02'), aLookup).replaceAll('\u00a0', ' ')).toBe(
      'mardi 2 février, 10 h – 11 h 15, Yoga, Salle d’activités : fermé, Lundi de Pâques ; ' +
        'Salle d’activités : la place est prise par Repas, vendredi 5 février (dans ce trimestre)',
    );
  });

  it('says where a moved date comes from, and that somebody commented it', () => {
    const moved: Placement = {
      ...on('2027-01-12'),
      slot: { ...on('2027-01-12').slot, date: '2027-01-13' },
      decided: 'moved',
    };
    expect(cellName(yoga, moved, aLookup, true).replaceAll('\u00a0', ' ')).toBe(
      'mercredi 13 janvier, 10 h – 11 h 15, Yoga, Salle d’activités : déplacée ; ' +
        'déplacée du mardi 12 janvier ; commentée',
    );
  });

  it('has one face: what was decided when it is placed, else what stands against it', () => {
    expect(faceOf(on('2027-02-02'))).toBe('closed');
    expect(faceOf(on('2027-02-05'))).toBe('forced');
    expect(faceOf(on('2027-02-12'))).toBe('dropped');
    expect(faceOf(on('2027-01-19'))).toBe('proposed');
    expect(faceOf(on('2027-01-12'))).toBe('ok');
  });

  it('says once that the place is closed on this day of the week', () => {
    const closed: Obstacle = { kind: 'closed', why: 'weekly-closed', name: '' };
    expect(obstacleText(closed, aLookup)).toBe('fermé ce jour-là');
    expect(obstacleText({ ...closed, why: 'exception', name: 'congés' }, aLookup)).toBe('fermé, congés');
  });

  it('names who is away, and what else is met, even when nobody knows it', () => {
    const away: Obstacle = { kind: 'host-away', who: 'host', id: 'agnes' };
    expect(obstacleText(away, aLookup)).toBe('Agnès est absente');
    const unknown: Obstacle = { ...taken, with: { booking: 'elsewhere' } };
    expect(obstacleText(unknown, aLookup)).toContain('une autre réservation');
  });
});
