import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../place/profiles.ts';
import { activity, pricesOf } from './activity.ts';
import {
  costOf,
  documentState,
  documentsToRenew,
  type Facilitator,
  type FacilitatorDocument,
} from './facilitator.ts';
import { startingCatalogue } from './starting.ts';

const { fares } = profile('ressourcerie').settings;

describe('the price of an activity', () => {
  it('is nothing, the fares of the place, or its own', () => {
    expect(pricesOf({ kind: 'free' }, fares)).toEqual({ full: 0, member: 0, solidarity: 0 });
    expect(pricesOf({ kind: 'standard' }, fares)).toEqual({ full: 1200, member: 600, solidarity: 450 });
    const own = { full: 2000, member: 1000, solidarity: 500 };
    expect(pricesOf({ kind: 'custom', ...own }, fares)).toEqual(own);
  });
});

describe('an activity', () => {
  it('needs no more people than it takes', () => {
    const [yoga] = startingCatalogue('ressourcerie');
    const inverted = activity.safeParse({ ...yoga, capacityMin: 9, capacityMax: 8 });
    expect(inverted.error?.issues[0]?.message).toBe('minimum_above_maximum');
    expect(activity.safeParse({ ...yoga, capacityMin: 8, capacityMax: 8 }).success).toBe(true);
  });

  it('of the starting catalogue passes its own model, under an id of its own', () => {
    const start = startingCatalogue('ressourcerie');
    for (const one of start) expect(activity.safeParse(one).error).toBeUndefined();
    expect(new Set(start.map(({ id }) => id)).size).toBe(start.length);
    expect(startingCatalogue('empty')).toEqual([]);
  });
});

describe('a facilitator', () => {
  it('is paid by the session whatever its length, or by the hour to the cent', () => {
    expect(costOf({ price: null }, 90)).toBe(0);
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.nat(288), (cents, steps) => {
        const minutes = steps * 5;
        expect(costOf({ price: { unit: 'session', cents } }, minutes)).toBe(cents);
        const hourly = costOf({ price: { unit: 'hour', cents } }, minutes);
        expect(Math.abs(hourly * 60 - cents * minutes)).toBeLessThanOrEqual(30);
      }),
    );
  });

  it('is asked for the next paper two months before it ends, and its last day is still good', () => {
    const until = (expires: string) => ({ kind: 'insurance' as const, name: '', expires });
    expect(documentState(until('2027-06-30'), '2027-04-29')).toBe('valid');
    expect(documentState(until('2027-06-30'), '2027-04-30')).toBe('soon');
    expect(documentState(until('2027-06-30'), '2027-06-30')).toBe('soon');
    expect(documentState(until('2027-06-30'), '2027-07-01')).toBe('expired');
    // The month two before may be shorter, or of the year before.
    expect(documentState(until('2027-03-31'), '2027-01-30')).toBe('valid');
    expect(documentState(until('2027-03-31'), '2027-01-31')).toBe('soon');
    expect(documentState(until('2027-04-30'), '2027-02-27')).toBe('valid');
    expect(documentState(until('2027-04-30'), '2027-02-28')).toBe('soon');
    expect(documentState(until('2027-01-15'), '2026-11-14')).toBe('valid');
    expect(documentState(until('2027-01-15'), '2026-11-15')).toBe('soon');
    expect(documentState({ kind: 'diploma', name: '' }, '2027-07-01')).toBe('valid');
  });

  it('is listed with her papers to renew, unless she no longer comes or has brought the next one', () => {
    const person = (id: string, documents: FacilitatorDocument[], archived = false): Facilitator => ({
      id,
      name: id,
      contact: {},
      price: null,
      availability: '',
      absences: [],
      documents,
      archived,
    });
    const insurance = (expires?: string): FacilitatorDocument => ({
      kind: 'insurance',
      name: '',
      ...(expires === undefined ? {} : { expires }),
    });
    const people = [
      person('soon', [insurance('2027-02-20'), { kind: 'diploma', name: 'BPJEPS' }]),
      person('expired', [insurance('2026-12-31')]),
      person('valid', [insurance('2027-12-31')]),
      person('renewed', [insurance('2026-12-31'), insurance('2027-12-31')]),
      person('without-end', [insurance('2026-12-31'), insurance()]),
      person('other-paper', [
        insurance('2027-01-31'),
        { kind: 'agreement', name: '', expires: '2027-12-31' },
      ]),
      person('gone', [insurance('2026-12-31')], true),
    ];
    expect(
      documentsToRenew(people, '2027-01-12').map(({ facilitator, state }) => [facilitator.id, state]),
    ).toEqual([
      ['expired', 'expired'],
      ['other-paper', 'soon'],
      ['soon', 'soon'],
    ]);
  });
});
