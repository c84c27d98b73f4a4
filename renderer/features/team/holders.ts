/** Who could hand a circle's key over. */
import type { DeviceView } from '#shared/contract/team.ts';
import type { CircleName } from '#shared/domain/team/model.ts';

/** First names, each once, of the people one of whose devices in use holds the key. */
export const holdersOf = (devices: readonly DeviceView[], circle: CircleName): string[] => [
  ...new Set(
    devices.flatMap(({ state, person, circles }) =>
      state === 'active' &&
      person !== null &&
      circles.some(({ name, key }) => name === circle && key === 'holds')
        ? [person.name]
        : [],
    ),
  ),
];
