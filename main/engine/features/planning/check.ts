/** What a slot would meet if it were taken now: other bookings, closed hours; and the free places around it. */
import type { SlotCheck } from '#shared/contract/planning.ts';
import { type OutsideReason, outsideOpening } from '#shared/domain/place/opening.ts';
import { alternatives, type Surroundings } from '#shared/domain/planning/alternatives.ts';
import { meetingsWith, type Occupant } from '#shared/domain/planning/conflict.ts';
import {
  footprint,
  takesASpace,
  type Wanted,
  WHOLE_PLACE,
  wantsOf,
} from '#shared/domain/planning/footprint.ts';
import type { Clash, ClashReason, SlotProposal, SlotRequest } from '#shared/domain/planning/model.ts';
import { slotLabel, stockLabel, WHOLE_PLACE_NAME } from '#shared/domain/planning/wording.ts';
import { type LocalDate, toMinutes } from '#shared/domain/time/wall.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { readEquipment, readPlace } from '../place/index.ts';
import { occupantsOn } from './occupants.ts';
import { rowsOf } from './rows.ts';
import { activeSpaces, byId, drawer } from './views.ts';

type Ignored = ReadonlySet<string>;
export type Met = ReturnType<typeof meetingsWith>[number];

const stockIn = (vault: OpenVault) => (id: string) => byId(readEquipment(vault)).get(id)?.quantity;

const others = (vault: OpenVault, date: string, ignore: Ignored): Occupant[] =>
  occupantsOn(vault.sqlite, date).filter(({ id }) => !ignore.has(id));

/** The conflict check itself: no label, no alternative. */
export function meetingsOf(vault: OpenVault, wanted: Wanted, ignore: Ignored): Met[] {
  const wants = wantsOf(wanted);
  if (wants.length === 0) return [];
  const busy = footprint(wanted.slot);
  return meetingsWith({ busy, wants }, others(vault, wanted.slot.date, ignore), stockIn(vault));
}

/** Empty when open, and for what takes no space: a remote session or an outing does not need the place to be open. */
export function outsideReasons(vault: OpenVault, slot: SlotRequest): OutsideReason[] {
  if (!takesASpace(slot)) return [];
  return outsideOpening(slot.date, toMinutes(slot.start), toMinutes(slot.end), readPlace(vault)).reasons;
}

export function proposalsFor(vault: OpenVault, wanted: Wanted, ignore: Ignored): SlotProposal[] {
  const place = readPlace(vault);
  const days = new Map<string, Occupant[]>();
  const around: Surroundings = {
    spaces: activeSpaces(vault),
    day(date) {
      const known = days.get(date) ?? others(vault, date, ignore);
      days.set(date, known);
      return known;
    },
    isOpen: (date, start, end) => !outsideOpening(date, start, end, place).outside,
    stockOf: stockIn(vault),
  };
  return alternatives(wanted, around);
}

interface MetThing {
  bookingId: string;
  reason: ClashReason;
  resource: string;
  /** The day of both. */
  date: LocalDate;
}

/** Words for what was met: never more than the other booking's public face. */
export const toClash = (vault: OpenVault, met: MetThing): Clash => clashWords(vault)(met);

/** The same for many: the names are looked up once for all of them. */
export function clashWords(vault: OpenVault): (met: MetThing) => Clash {
  const rows = rowsOf(vault.sqlite);
  const draw = drawer(vault);
  const spaces = byId(readPlace(vault).spaces);
  return (met) => {
    const row = rows.one.get(met.bookingId);
    if (!row) {
      const equipment = byId(readEquipment(vault)).get(met.resource);
      const label = equipment ? stockLabel(equipment.name, equipment.quantity) : '';
      return { ...met, label, status: 'confirmed' };
    }
    const view = draw(row);
    const names = view.wholePlace ? [WHOLE_PLACE_NAME] : view.spaces.map((id) => spaces.get(id)?.name ?? '');
    const resource = met.resource === WHOLE_PLACE ? (view.spaces[0] ?? WHOLE_PLACE) : met.resource;
    return {
      ...met,
      resource,
      label: slotLabel(view.title, view, names.filter(Boolean)),
      status: view.status,
    };
  };
}

/** Free places are looked for only when this one is not. */
export function checkSlot(vault: OpenVault, wanted: Wanted, ignore: Iterable<string> = []): SlotCheck {
  const ignored = new Set(ignore);
  const met = meetingsOf(vault, wanted, ignored);
  return {
    clashes: met.map((one) => toClash(vault, { ...one, date: wanted.slot.date })),
    alternatives: met.length > 0 ? proposalsFor(vault, wanted, ignored) : [],
    outsideOpening: outsideReasons(vault, wanted.slot),
  };
}
