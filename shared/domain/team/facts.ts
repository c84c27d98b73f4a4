/** Where the statements that concern a device stand in the graph, so that a right is not looked for in all of them. */
import { createGraph, type Graph, type Place } from './graph.ts';
import type { CircleName, DeviceId, Statement, StatementBody, StatementId } from './model.ts';

type Kind = StatementBody['kind'];
export type StatementOf<K extends Kind> = Statement & { body: Extract<StatementBody, { kind: K }> };

export interface Facts extends Graph {
  /** Records that make the device, ascending like all of these. */
  readonly adds: ReadonlyMap<DeviceId, readonly Place[]>;
  readonly roles: ReadonlyMap<DeviceId, readonly Place[]>;
  /** Removals of the device. */
  readonly removals: ReadonlyMap<DeviceId, readonly Place[]>;
  /** Where the device says who continues it. */
  readonly successions: ReadonlyMap<DeviceId, readonly Place[]>;
  /** Epochs opened by the device or sealed to it, and keys handed to it. */
  readonly grants: ReadonlyMap<DeviceId, readonly Place[]>;
  readonly epochs: ReadonlyMap<CircleName, readonly Place[]>;
  /** Every removal. */
  readonly allRemovals: readonly Place[];
}

export function gatherFacts(statements: readonly Statement[], teamId: StatementId): Facts {
  const graph = createGraph(statements, teamId);
  const adds = new Map<DeviceId, Place[]>();
  const roles = new Map<DeviceId, Place[]>();
  const removals = new Map<DeviceId, Place[]>();
  const successions = new Map<DeviceId, Place[]>();
  const grants = new Map<DeviceId, Place[]>();
  const epochs = new Map<CircleName, Place[]>();
  const allRemovals: Place[] = [];
  graph.statements.forEach(({ author, body }, place) => {
    switch (body.kind) {
      case 'team.founded':
      case 'device.added':
        note(adds, body.device.id, place);
        break;
      case 'device.succeeded':
        note(adds, body.device.id, place);
        note(successions, author, place);
        break;
      case 'device.removed':
        note(removals, body.device, place);
        allRemovals.push(place);
        break;
      case 'role.changed':
        note(roles, body.device, place);
        break;
      case 'epoch.opened':
        note(epochs, body.circle, place);
        for (const device of new Set([author, ...Object.keys(body.sealed)])) note(grants, device, place);
        break;
      case 'key.handed':
        note(grants, body.device, place);
        break;
    }
  });
  return { ...graph, adds, roles, removals, successions, grants, epochs, allRemovals };
}

function note<K>(index: Map<K, Place[]>, key: K, place: Place): void {
  const places = index.get(key);
  if (places) places.push(place);
  else index.set(key, [place]);
}
