/** Writes the planning to a file the person chose. */
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { ValidParamsOf } from '#shared/contract/index.ts';
import type { ExportedBooking } from '#shared/domain/exchange/export.ts';
import { csvLine, csvStart } from '#shared/domain/exchange/write-csv.ts';
import { icsEnd, icsEvent, icsStart } from '#shared/domain/exchange/write-ics.ts';
import type { StoredBooking } from '#shared/domain/planning/stored.ts';
import { titleOf, WHOLE_PLACE_NAME } from '#shared/domain/planning/wording.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { addDays, daysBetween } from '#shared/domain/time/wall.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { replacing } from '../../ground/whole-file.ts';
import { readActivities, readFacilitators } from '../catalogue/index.ts';
import { readHosts, readPlace, readSettings } from '../place/index.ts';
import { bookingsBetween } from '../planning/index.ts';
import type { Progress } from './work.ts';

type Params = ValidParamsOf<'exchange.exportIcs'>;
type Format = 'ics' | 'csv';

/** Days written between two looks at whether to stop. */
const DAYS_A_STEP = 28;

export async function exportPlanning(
  vault: OpenVault,
  { file, scope, from, to, publicOnly }: Params,
  format: Format,
  progress: Progress,
): Promise<Result<{ bookings: number }, AppError>> {
  const granted = vault.files.path(file, 'write');
  if (!granted.ok) return granted;
  const named = nameOf(vault, scope);
  if (named === undefined) return err({ tag: 'not_found', what: scope.kind });
  const zone = readSettings(vault).zone;
  const toExported = describer(vault);
  const uids = new Set<string>();
  let bookings = 0;
  await replacing(granted.value, async (handle) => {
    await handle.appendFile(format === 'ics' ? icsStart({ name: named, zone, from, to }) : csvStart());
    const days = daysBetween(from, to) + 1;
    for (let day = 0; day < days; day += DAYS_A_STEP) {
      await progress.at(day / days);
      const last = addDays(from, Math.min(days, day + DAYS_A_STEP) - 1);
      const text = bookingsBetween(vault, addDays(from, day), last)
        .filter((booking) => isWanted(booking, scope, publicOnly))
        .sort(inOrder)
        .map((booking) => {
          bookings += 1;
          const exported = toExported(booking);
          return format === 'ics' ? icsEvent(exported, zone, uids) : csvLine(exported);
        })
        .join('');
      if (text !== '') await handle.appendFile(text);
    }
    if (format === 'ics') await handle.appendFile(icsEnd());
  });
  return ok({ bookings });
}

function nameOf(vault: OpenVault, scope: Params['scope']): string | undefined {
  const place = readPlace(vault);
  if (scope.kind === 'planning') return place.settings.name;
  const named = scope.kind === 'space' ? place.spaces : readActivities(vault);
  const found = named.find(({ id }) => id === scope.id);
  return found && `${place.settings.name} – ${found.name}`;
}

function isWanted(
  { slot, what, state }: StoredBooking,
  scope: Params['scope'],
  publicOnly: boolean,
): boolean {
  if (state.status === 'cancelled' || (publicOnly && !what.isPublic)) return false;
  if (scope.kind === 'space') return slot.wholePlace || slot.spaces.includes(scope.id);
  return scope.kind === 'planning' || what.activity === scope.id;
}

const inOrder = (a: StoredBooking, b: StoredBooking) => (key(a) < key(b) ? -1 : 1);
const key = ({ id, slot }: StoredBooking) => `${slot.date} ${slot.start} ${slot.end} ${id}`;

function describer(vault: OpenVault): (booking: StoredBooking) => ExportedBooking {
  const names = (things: readonly { id: string; name: string }[]) =>
    new Map(things.map(({ id, name }) => [id, name]));
  const { spaces } = readPlace(vault);
  const [spaceNames, hosts] = [names(spaces), names(readHosts(vault))];
  const [activities, facilitators] = [names(readActivities(vault)), names(readFacilitators(vault))];
  return ({ id, slot, what, who, state, origin }) => {
    const activity = what.activity === undefined ? undefined : activities.get(what.activity);
    return {
      id,
      date: slot.date,
      start: slot.start,
      end: slot.end,
      kind: what.kind,
      status: state.status,
      title: titleOf(what, activity),
      spaces: slot.wholePlace
        ? [WHOLE_PLACE_NAME]
        : slot.spaces.flatMap((space) => spaceNames.get(space) ?? []),
      placeText: what.placeText ?? '',
      description: what.description ?? '',
      activity: activity ?? '',
      hosts: who.hosts.flatMap((host) => hosts.get(host) ?? []),
      facilitator: (who.facilitator !== undefined && facilitators.get(who.facilitator)) || '',
      capacity: what.capacity,
      isPublic: what.isPublic,
      // An occurrence of somebody else's series cannot stand alone under its UID.
      uid: origin.recurrenceId === undefined ? origin.uid : undefined,
      sequence: origin.sequence,
      stampMs: stampOf(slot.claim),
    };
  };
}

/** When the slot was taken: the time in the claim (circles/hybrid-clock.ts), which no export changes. */
function stampOf(claim: string): number {
  const ms = Number.parseInt(claim.slice(0, 9), 36);
  return Number.isFinite(ms) && ms < 8e15 ? ms : 0;
}
