/** The check that every created or moved booking goes through: does this slot meet any of 60,000 bookings? */
import { seeded } from '#shared/domain/demo/seeded.ts';
import { addDays, fromMinutes } from '#shared/domain/time/wall.ts';
import { today } from '../../main/engine/features/place/index.ts';
import { meetingsOf } from '../../main/engine/features/planning/check.ts';
import { versus } from '../support/measure.ts';
import type { Row } from '../support/row.ts';
import type { Twin } from '../support/ten-years.ts';

const NOBODY: ReadonlySet<string> = new Set();

export async function conflictRow({ encrypted, plain }: Twin): Promise<Row> {
  const chance = seeded(3);
  const now = today(encrypted);
  const wanted = Array.from({ length: 300 }, () => {
    const start = chance.int(10 * 12, 17 * 12) * 5;
    return {
      slot: {
        date: addDays(now, chance.int(-3600, 60)),
        start: fromMinutes(start),
        end: fromMinutes(start + 60),
        spaces: ['space-salon'],
        wholePlace: chance.chance(0.1),
        setupMin: 15,
        airingMin: 15,
      },
      what: { kind: 'meeting' as const, mode: 'on-site' as const, equipment: [], isPublic: false },
      who: { hosts: ['host-nadia'] },
    };
  });
  const { work, baseline, ratio } = await versus(
    wanted,
    (booking) => meetingsOf(encrypted, booking, NOBODY),
    (booking) => meetingsOf(plain, booking, NOBODY),
  );
  const { n } = encrypted.sqlite.prepare<[], { n: number }>('SELECT count(*) AS n FROM bookings').get() ?? {
    n: 0,
  };
  return {
    what: `conflict check of one booking among ${n.toLocaleString('en')}, p95`,
    measured: work.p95,
    unit: 'ms',
    budget: 1,
    baseline: { name: 'plain SQLite', measured: baseline.p95, ratio },
  };
}
