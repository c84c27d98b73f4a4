import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costOf } from '../catalogue/facilitator.ts';
import { booking, facts, someFacts } from './fixture.ts';
import type { TimesheetSession } from './model.ts';
import { type TimesheetFacts, timesheetsOf, totalsOf } from './timesheets.ts';

const linesOf = (told: TimesheetFacts): TimesheetSession[] =>
  timesheetsOf(told).flatMap(({ months }) => months.flatMap(({ sessions }) => sessions));

describe('the timesheet of a facilitator', () => {
  it('counts a session once it is over, to the minute, without its set-up', () => {
    const [line] = linesOf(facts([booking({ activity: 'yoga' })]));
    expect(line).toEqual({
      booking: 'b',
      date: '2027-01-12',
      start: '10:00',
      end: '11:15',
      title: 'Yoga doux',
      minutes: 75,
      state: 'given',
      costCents: 6_000,
    });
    const at = (date: string, time: number) =>
      linesOf(facts([booking({})], { now: { date, time } })).map(({ state }) => state);
    expect(at('2027-01-12', 11 * 60 + 14)).toEqual(['to-come']);
    expect(at('2027-01-11', 23 * 60)).toEqual(['to-come']);
    expect(at('2027-01-13', 0)).toEqual(['given']);
  });

  it('holds what is given as due, all that is planned as expected, and nothing for what was cancelled', () => {
    const [timesheet] = timesheetsOf(
      facts([
        booking({ id: '1', date: '2027-01-05', facilitator: 'elise' }),
        booking({ id: '2', date: '2027-01-06', facilitator: 'elise', status: 'option' }),
        booking({ id: '3', date: '2027-01-07', facilitator: 'elise', status: 'cancelled' }),
        booking({ id: '4', date: '2027-01-19', facilitator: 'elise' }),
        booking({ id: '5', date: '2027-02-02', facilitator: 'elise', status: 'option' }),
      ]),
    );
    expect(timesheet?.months.map(({ month }) => month)).toEqual(['2027-01', '2027-02']);
    expect(timesheet?.months[0]?.sessions.map(({ state }) => state)).toEqual([
      'given',
      'option',
      'cancelled',
      'to-come',
    ]);
    // 75 minutes at 45,50 € an hour, rounded for each session.
    expect(timesheet?.months[0]?.given).toEqual({ sessions: 1, minutes: 75, cents: 5_688 });
    expect(timesheet?.months[0]?.expected).toEqual({ sessions: 3, minutes: 225, cents: 3 * 5_688 });
    expect(timesheet?.months[1]?.given).toEqual({ sessions: 0, minutes: 0, cents: 0 });
    expect(timesheet?.expected).toEqual({ sessions: 4, minutes: 300, cents: 4 * 5_688 });
  });

  it('is there by name for each who has a session in these months, and for nobody else', () => {
    const told = facts([
      booking({ id: '1', facilitator: 'zoe' }),
      booking({ id: '2', facilitator: 'elise', date: '2027-03-31' }),
      booking({ id: '3', facilitator: 'aude', date: '2027-04-01' }),
      booking({ id: '4', facilitator: 'aude', date: '2026-12-31' }),
      { ...booking({ id: '5' }), who: { hosts: [] } },
      booking({ id: '6', facilitator: 'aude', kind: 'appointment' }),
      booking({ id: '7', facilitator: 'not-come-yet' }),
    ]);
    expect(timesheetsOf(told).map(({ name, expected }) => [name, expected.cents])).toEqual([
      ['', 0],
      ['Élise', 5_688],
      ['Zoé', 0],
    ]);
  });

  it('says nothing of a member’s private moment', () => {
    expect(
      linesOf(facts([booking({ kind: 'private', title: 'Les 80 ans de Jeanne' })])).map(({ title }) => title),
    ).toEqual(['Moment privé']);
  });
});

describe('whatever the planning holds', () => {
  it('each booking of a facilitator in these months is one line, under her name and its month', () => {
    fc.assert(
      fc.property(someFacts, (told) => {
        const wanted = told.bookings.filter(
          ({ who, what, slot }) =>
            who.facilitator !== undefined &&
            what.kind !== 'appointment' &&
            slot.date >= '2027-01-01' &&
            slot.date <= '2027-03-31',
        );
        const shown = timesheetsOf(told).flatMap(({ facilitator, months }) =>
          months.flatMap(({ month, sessions }) =>
            sessions.map(({ booking: id, date }) => `${facilitator} ${month} ${date} ${id}`),
          ),
        );
        expect([...shown].sort()).toEqual(
          wanted
            .map(({ id, who, slot }) => `${who.facilitator} ${slot.date.slice(0, 7)} ${slot.date} ${id}`)
            .sort(),
        );
      }),
    );
  });

  it('totals are the sums of their lines, and a cancelled line costs nothing', () => {
    fc.assert(
      fc.property(someFacts, (told) => {
        for (const timesheet of timesheetsOf(told)) {
          const lines = timesheet.months.flatMap(({ sessions }) => sessions);
          const sum = (states: string[]) =>
            lines
              .filter(({ state }) => states.includes(state))
              .reduce((total, { costCents }) => total + costCents, 0);
          expect(timesheet.given.cents).toBe(sum(['given']));
          expect(timesheet.expected.cents).toBe(sum(['given', 'to-come', 'option']));
          expect(sum(['cancelled'])).toBe(0);
          for (const part of ['given', 'expected'] as const)
            for (const what of ['sessions', 'minutes', 'cents'] as const)
              expect(timesheet.months.reduce((total, month) => total + month[part][what], 0)).toBe(
                timesheet[part][what],
              );
          for (const { minutes, state, costCents } of lines)
            expect(costCents).toBe(state === 'cancelled' ? 0 : costOf(timesheet, minutes));
          for (const { sessions, ...totals } of timesheet.months)
            expect(totals).toMatchObject(totalsOf(sessions));
        }
      }),
    );
  });

  it('does not depend on the order of the bookings', () => {
    fc.assert(
      fc.property(someFacts, (told) => {
        expect(timesheetsOf({ ...told, bookings: [...told.bookings].reverse() })).toEqual(timesheetsOf(told));
      }),
    );
  });
});
