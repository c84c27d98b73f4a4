/** What is read from documents is decoded once, and nobody sees on it that it was. */
import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { decodeBooking } from './stored.ts';

const facets = () => ({
  slot: {
    date: '2027-01-12',
    start: '10:00',
    end: '11:00',
    spaces: [],
    wholePlace: false,
    setupMin: 0,
    airingMin: 0,
    claim: 'c',
  },
  what: { title: 'Atelier', kind: 'session', mode: 'on-site', equipment: [], isPublic: false },
  who: { hosts: [] },
  state: { status: 'confirmed' },
});

it('decodes a shared facet once, leaves it as it was, and reads a frozen one too', () => {
  const stored = facets();
  const first = decodeBooking('b1', stored);
  expect(first).not.toBeNull();
  const second = decodeBooking('b2', { ...facets(), what: stored.what });
  expect(second?.what).toBe(first?.what);
  expect(second?.who).not.toBe(first?.who);
  expect(isDeepStrictEqual(stored, facets())).toBe(true);
  expect(JSON.stringify(stored)).toBe(JSON.stringify(facets()));
  expect(structuredClone(stored)).toEqual(facets());
  const frozen = { ...facets(), what: Object.freeze(facets().what) };
  expect(decodeBooking('b3', frozen)).toEqual({ ...first, id: 'b3' });
});
