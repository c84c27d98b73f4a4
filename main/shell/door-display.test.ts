import { expect, it } from 'vitest';
import { displayForDoor } from './door-display.ts';

const desk = { id: 1 };
const entrance = { id: 2 };
const projector = { id: 3 };
const place = (all: { id: number }[], last: number | null, own = desk.id) =>
  displayForDoor({ all, own, last })?.id ?? null;

it('stands on the other display, whichever comes first in the list', () => {
  expect(place([desk, entrance], null)).toBe(2);
  expect(place([entrance, desk], null)).toBe(2);
  expect(place([desk, entrance], null, entrance.id)).toBe(1);
});
it('covers the only display there is', () => {
  expect(place([desk], null)).toBe(1);
  expect(place([desk], desk.id)).toBe(1);
});
it('goes to the entrance when that display is plugged in later', () => {
  expect(place([desk, entrance], desk.id)).toBe(2);
});
it('stays where it is when a third one comes', () => {
  expect(place([projector, desk, entrance], entrance.id)).toBe(2);
});
it('waits when its display goes, and comes back with it, rather than cover the desk', () => {
  expect(place([desk], entrance.id)).toBeNull();
  expect(place([desk, entrance], entrance.id)).toBe(2);
  // The same television may come back under another id.
  expect(place([desk, projector], entrance.id)).toBe(3);
});
it('goes to another display that is left', () => {
  expect(place([desk, projector], entrance.id)).toBe(3);
});
