import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromEpoch, toEpoch } from '#shared/domain/time/wall.ts';
import { wallAt } from './wall-at.ts';

const zones = ['Europe/Paris', 'America/Martinique', 'Indian/Reunion', 'Pacific/Noumea', 'America/Cayenne'];

test('the clock of the place is that of the domain, in every zone of the country', () => {
  const from = Date.UTC(2024, 0, 1);
  fc.assert(
    fc.property(
      fc.integer({ min: from, max: Date.UTC(2040, 0, 1) }),
      fc.constantFrom(...zones),
      (instant, zone) => {
        expect(wallAt(instant, zone)).toEqual(fromEpoch(instant, zone));
      },
    ),
  );
});

test.each(['2027-03-28', '2027-10-31'])('midnight, and the hour that changes, on %s', (date) => {
  for (const minutes of [0, 1, 119, 120, 179, 180, 181, 1439, 1440]) {
    const instant = toEpoch(date, minutes, 'Europe/Paris');
    expect(wallAt(instant, 'Europe/Paris')).toEqual(fromEpoch(instant, 'Europe/Paris'));
  }
});
