/**
 * What a device that is no longer of the team is still told: the statements up to the one that says so, and nothing
 * made since.
 */
import * as Y from 'yjs';
import type { DeviceId, StatementId, Team } from '#shared/domain/team/model.ts';
import type { RegisterRoom } from '../rooms/register-room.ts';
import { updateFrames } from '../wire/frames.ts';
import { STATEMENTS } from '../wire/update-check.ts';

/** Null when the device still is of the team, or never was. */
function lastWord(team: Team, register: RegisterRoom, device: DeviceId): StatementId | null {
  const known = team.devices.get(device);
  if (!known) return null;
  if (known.removed) return known.removed.statement;
  if (known.succeededBy === null) return null;
  const said = register
    .statements()
    .find(
      ({ id, author, body }) =>
        author === device && body.kind === 'device.succeeded' && !team.refused.has(id),
    );
  return said?.id ?? null;
}

/** Frames for the y-websocket client of the register room. */
export function* farewell(team: Team, register: RegisterRoom, device: DeviceId): Generator<Uint8Array> {
  const last = lastWord(team, register, device);
  if (!last) return;
  const statements = new Map(register.statements().map((statement) => [statement.id, statement]));
  const past = new Set<StatementId>();
  const open = [last];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const statement = statements.get(id);
    if (!statement || past.has(id)) continue;
    past.add(id);
    open.push(...statement.parents);
  }
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const [id, bytes] of register.byId())
      if (past.has(id)) doc.getMap(STATEMENTS).set(id, new Uint8Array(bytes));
  });
  yield* updateFrames(Y.encodeStateAsUpdate(doc), 'step2');
  doc.destroy();
}
