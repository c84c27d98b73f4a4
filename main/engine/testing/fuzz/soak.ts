/** A long run that `npm test` has no time for: eight machines in a full mesh, every one editing. */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { seeded } from '#shared/domain/demo/seeded.ts';
import { addDays, fromMinutes } from '#shared/domain/time/wall.ts';
import { Links } from './links.ts';
import { Machine, machineFolder } from './machine.ts';

interface SoakOptions {
  machines: number;
  minutes: number;
  /** Milliseconds between two edits of one machine. */
  everyMs: number;
  say: (line: string) => void;
}

export interface SoakOutcome {
  edits: number;
  /** Bookings acknowledged and absent somewhere at the end. */
  lost: number;
  /** Different states at the end, less one. */
  diverged: number;
}

const idsOf = (machine: Machine) =>
  machine.sqlite
    .prepare<[], { id: string; slot: string }>(
      "SELECT id, date || ' ' || start || ' ' || status AS slot FROM bookings ORDER BY id",
    )
    .all();

const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms));

export async function soak({ machines: size, minutes, everyMs, say }: SoakOptions): Promise<SoakOutcome> {
  const root = await mkdtemp(path.join(tmpdir(), 'margelle-soak-'));
  const links = new Links();
  const chance = seeded(1);
  const machines: Machine[] = [];
  const made = new Set<string>();
  let edits = 0;
  try {
    for (let i = 0; i < size; i += 1) {
      const machine = new Machine({
        name: `m${i}`,
        folder: machineFolder(root, `m${i}`),
        links,
        log: say,
        haste: 1,
      });
      machines.push(machine);
      const [host] = machines;
      if (i === 0) await machine.found();
      else await machine.join(host as Machine, 'communication', ['team'], false);
    }
    const until = performance.now() + minutes * 60_000;
    const edit = (machine: Machine) => {
      if (!machine.isOpen) return;
      const start = chance.int(20, 34) * 30;
      const answer = machine.call('planning.create', {
        slot: {
          date: addDays('2027-01-04', chance.int(0, 300)),
          start: fromMinutes(start),
          end: fromMinutes(start + 30),
          spaces: [],
        },
        what: { kind: 'meeting', title: `Réunion ${edits}` },
        who: {},
        state: { status: 'confirmed' },
        acceptOutsideOpening: true,
      } as never);
      if (answer.ok) made.add(answer.value.id);
      edits += 1;
    };
    const editing = machines.map(async (machine) => {
      while (performance.now() < until) {
        edit(machine);
        await pause(everyMs * (0.5 + chance.next()));
      }
    });
    await Promise.all(editing);
    for (let waited = 0; waited < 60_000; waited += 100) {
      if (new Set(machines.map((machine) => JSON.stringify(idsOf(machine)))).size === 1) break;
      await pause(100);
    }
    const states = machines.map((machine) => new Set(idsOf(machine).map(({ id }) => id)));
    return {
      edits,
      lost: [...made].filter((id) => states.some((known) => !known.has(id))).length,
      diverged: new Set(machines.map((machine) => JSON.stringify(idsOf(machine)))).size - 1,
    };
  } finally {
    for (const machine of machines) await machine.destroy();
    rmSync(root, { recursive: true, force: true });
  }
}
