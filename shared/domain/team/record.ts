/** What the statement that made a device says of it. */
import type { Role } from '../place/host.ts';
import type { CircleName, DeviceKeys, DeviceType } from './model.ts';

export interface Made {
  keys: DeviceKeys;
  type: DeviceType;
  role: Role | null;
  person: string | null;
  admin: boolean;
  circles: ReadonlySet<CircleName>;
}

export const sameKeys = (one: DeviceKeys, other: DeviceKeys): boolean =>
  one.sign === other.sign &&
  one.box === other.box &&
  one.transport === other.transport &&
  one.certificate === other.certificate;
