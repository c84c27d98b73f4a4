/** Names of what bookings point at. Archived spaces and people keep their name on old bookings. */
import { useMemo } from 'react';
import type { BookingView } from '#shared/contract/planning.ts';
import type { Activity } from '#shared/domain/catalogue/activity.ts';
import type { Facilitator } from '#shared/domain/catalogue/facilitator.ts';
import type { Equipment } from '#shared/domain/place/equipment.ts';
import type { Host } from '#shared/domain/place/host.ts';
import type { Space } from '#shared/domain/place/model.ts';
import { useEngine } from '../../ground/engine.ts';
import { listed } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

/** What a row stands for. */
export type By = 'space' | 'host';

export interface Names {
  /** False until the place has answered. */
  ready: boolean;
  spaces: Space[];
  hosts: Host[];
  activities: Activity[];
  facilitators: Facilitator[];
  equipment: Equipment[];
  space(id: string): Space | undefined;
  /** Name of a row: a space, a person, or those without. */
  resource(id: string | undefined, by: By): string;
  /** "Salon et Espace calme", "Tout le lieu"; empty without a space. */
  place(slot: { spaces: readonly string[]; wholePlace?: boolean }): string;
  /** Where a booking is, in words, outings and remote sessions included. */
  where(booking: BookingView): string;
}

const shown = <T extends { archived: boolean }>(all: readonly T[] | undefined): T[] =>
  (all ?? []).filter(({ archived }) => !archived);

export function useNames(): Names {
  const { data: place } = useEngine('place.get', {});
  const { data: catalogue } = useEngine('catalogue.list', {});
  return useMemo(() => {
    const spaces = new Map(place?.spaces.map((space) => [space.id, space]));
    const hosts = new Map(place?.hosts.map((host) => [host.id, host]));
    const placeOf: Names['place'] = (slot) =>
      slot.wholePlace
        ? t.planning.booking.wholePlace
        : listed(slot.spaces.map((id) => spaces.get(id)?.name ?? t.planning.grid.archived));
    return {
      ready: place !== undefined,
      spaces: shown(place?.spaces),
      hosts: shown(place?.hosts),
      activities: shown(catalogue?.activities),
      facilitators: shown(catalogue?.facilitators),
      equipment: place?.equipment ?? [],
      space: (id) => spaces.get(id),
      resource: (id, by) => {
        if (by === 'space')
          return id === undefined
            ? t.planning.grid.elsewhere
            : (spaces.get(id)?.name ?? t.planning.grid.archived);
        return id === undefined ? t.planning.grid.nobody : (hosts.get(id)?.name ?? '');
      },
      place: placeOf,
      where: (booking) => {
        const named = placeOf(booking);
        const apart = booking.mode === 'on-site' ? '' : t.planning.panel.modes[booking.mode];
        return [named, apart, booking.placeText ?? ''].filter((part) => part !== '').join(', ');
      },
    };
  }, [place, catalogue]);
}
