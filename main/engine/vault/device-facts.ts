/** Which device this vault is on, and who it belongs to. */
import type { WriteHandle } from '../ground/handles.ts';
import type { StoredIdentity } from '../register/identity.ts';
import { fact } from './fact.ts';

export const deviceFacts = {
  device: fact<string>('device'),
  /** Id of the host this vault belongs to. */
  me: fact<string>('me'),
  /** Secret halves of the device's keys. */
  identity: fact<StoredIdentity>('identity'),
  /** The team's signed register, base64: what the relay's copy is checked against and rebuilt from. */
  register: fact<string[]>('register'),
};

/** The id of this device, made once. */
export function deviceId(sqlite: WriteHandle, make: () => string): string {
  const known = deviceFacts.device.read(sqlite);
  if (known !== undefined) return known;
  const made = make();
  deviceFacts.device.write(sqlite, made);
  return made;
}
