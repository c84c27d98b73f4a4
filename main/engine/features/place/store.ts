/** Where the place is kept, and how other capabilities read it. Reading is cached until something changes. */
import type { Equipment } from '#shared/domain/place/equipment.ts';
import { equipment } from '#shared/domain/place/equipment.ts';
import { type Host, host } from '#shared/domain/place/host.ts';
import {
  openingException,
  openingVersion,
  type PlaceSettings,
  type Space,
  schoolHoliday,
  space,
  storedSettings,
} from '#shared/domain/place/model.ts';
import type { PlaceCalendar } from '#shared/domain/place/opening.ts';
import { profile } from '#shared/domain/place/profiles.ts';
import { type KnownUntil, knownUntil, schoolCoverage } from '#shared/domain/place/school-import.ts';
import { fromEpoch, type LocalDate } from '#shared/domain/time/wall.ts';
import { collection } from '../../capability/collection.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { createNews } from '../../capability/news.ts';

type Reader = Pick<OpenVault, 'sqlite' | 'team'>;

/** Everything of the place changes how the planning is drawn: names, colours, hours, closures. */
export const news = createNews(['place.changed', 'planning.changed']);
const changed = news.tell;

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'fr');
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The only id of the only entity of settings. */
export const SETTINGS_ID = 'place';

export const collections = {
  settings: collection({ type: 'settings', schema: storedSettings, changed }),
  spaces: collection({
    type: 'spaces',
    schema: space,
    // Those that an import makes have one rank.
    order: (a, b) => a.order - b.order || byName(a, b),
    changed,
  }),
  equipment: collection({ type: 'equipment', schema: equipment, order: byName, changed }),
  hosts: collection({ type: 'hosts', schema: host, order: byName, changed }),
  versions: collection({
    type: 'openings',
    schema: openingVersion,
    // As the rules decide: of two that start the same day, the greatest id is in force.
    order: (a, b) => byText(b.validFrom, a.validFrom) || byText(b.id, a.id),
    changed,
  }),
  exceptions: collection({
    type: 'exceptions',
    schema: openingException,
    order: (a, b) => byText(a.date, b.date),
    changed,
  }),
  schoolHolidays: collection({
    type: 'schoolHolidays',
    schema: schoolHoliday,
    order: (a, b) => byText(a.start + a.zone, b.start + b.zone),
    changed,
  }),
  /** One entity a zone, its letter as id. */
  schoolCoverage: collection({ type: 'schoolCoverage', schema: schoolCoverage, changed }),
};

/** What the team decided about its place. Can be given as it is to `dayFacts` and `outsideOpening`. */
export interface Place extends PlaceCalendar {
  settings: PlaceSettings;
  /** In the order of the screen, archived ones included. */
  spaces: readonly Space[];
}

/** The settings, or lawful ones when there are none that this version can read. */
export const readSettings = (vault: Reader): PlaceSettings =>
  collections.settings.find(vault, SETTINGS_ID) ?? profile('empty').settings;

export const readPlace = (vault: Reader): Place => ({
  settings: readSettings(vault),
  spaces: collections.spaces.all(vault),
  versions: collections.versions.all(vault),
  exceptions: collections.exceptions.all(vault),
  schoolHolidays: collections.schoolHolidays.all(vault),
});

/** Every référente, archived ones included, by name. */
export const readHosts = (vault: Reader): readonly Host[] => collections.hosts.all(vault);

/** By name. */
export const readEquipment = (vault: Reader): readonly Equipment[] => collections.equipment.all(vault);

export const readKnownUntil = (vault: Reader): KnownUntil =>
  knownUntil(collections.schoolHolidays.all(vault), collections.schoolCoverage.all(vault));

/** The date the clocks of the place show now. */
export const today = (vault: Pick<OpenVault, 'sqlite' | 'team' | 'clock'>): LocalDate =>
  fromEpoch(vault.clock.now(), readSettings(vault).zone).date;
