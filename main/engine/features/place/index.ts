/**
 * The place as the team decided it: spaces, material, référentes, hours, closures, holidays, fares.
 * Owns these entities of the team's document; other capabilities read them through the functions exported here.
 */
import type { placeMethods } from '#shared/contract/place.ts';
import type { Feature } from '../../capability/feature.ts';
import { calendarHandlers } from './calendar.ts';
import { foundPlace } from './founding.ts';
import { peopleAndSpaces } from './people-and-spaces.ts';
import { schoolHandlers } from './school.ts';
import { settingsHandlers } from './settings.ts';
import { collections, news } from './store.ts';

export { closeDay, closedDays, reopenDay } from './closing.ts';
export { putColleague } from './colleague.ts';
export {
  type Place,
  readEquipment,
  readHosts,
  readKnownUntil,
  readPlace,
  readSettings,
  today,
} from './store.ts';

export const placeFeature: Feature<keyof typeof placeMethods> = {
  handlers: { ...settingsHandlers, ...peopleAndSpaces, ...calendarHandlers, ...schoolHandlers },
  projectors: Object.values(collections).map(({ projector }) => projector),
  founded: foundPlace,
  opened: (vault) => news.listen(vault),
};
