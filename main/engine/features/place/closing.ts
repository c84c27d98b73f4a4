/** For the quarter, which closes days of the place when it is published and gives them back when it is taken back. */
import type { OpeningException } from '#shared/domain/place/model.ts';
import type { LocalDate } from '#shared/domain/time/wall.ts';
import type { OpenVault } from '../../capability/feature.ts';
import type { Writer } from '../../circles/circle.ts';
import { collections } from './store.ts';

type Reader = Pick<OpenVault, 'sqlite' | 'team'>;
const { exceptions } = collections;

/** Days that the team closed by hand. */
export const closedDays = (vault: Reader): ReadonlySet<LocalDate> =>
  new Set(exceptions.all(vault).flatMap(({ date, closed }) => (closed ? [date] : [])));

/**
 * Closes a day; what was decided for that date before (other hours) gives way, and is answered with its id. A new
 * exception is called `newId`: given the same on two machines, both make one.
 */
export function closeDay(
  writer: Writer,
  vault: Reader,
  { date, reason, newId }: { date: LocalDate; reason: string; newId: string },
): { id: string; before: OpeningException | null } {
  const before = exceptions.all(vault).find((one) => one.date === date) ?? null;
  const id = before?.id ?? newId;
  exceptions.put(writer, id, { id, date, closed: true, hours: [], reason });
  return { id, before };
}

/** Undoes `closeDay`, unless somebody decided otherwise for that day since; answers whether it did. */
export function reopenDay(
  writer: Writer,
  vault: Reader,
  { id, before }: { id: string; before: OpeningException | null },
): boolean {
  if (!exceptions.find(vault, id)?.closed) return false;
  if (before) exceptions.put(writer, id, before);
  else exceptions.remove(writer, id);
  return true;
}
