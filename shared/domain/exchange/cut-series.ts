/**
 * A series that Google cut in two ("this and the following"): its second part has the UID of the first, with `_R` and the
 * moment it begins at, in UTC.
 */
import { fromEpoch, isLocalDate, type LocalDate, toEpoch } from '../time/wall.ts';

const MARK = /(?:_R(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\dZ?)?)+(?=@[^@]*$|$)/;

/** What the UIDs of all parts of a series have in common: the UID of the first one. */
export const wholeUid = (uid: string): string => uid.replace(MARK, '');

/** Between which two texts, the second one excluded, the UIDs of the later parts are; others are there too. */
export function laterParts(whole: string): [from: string, to: string] {
  const domain = whole.lastIndexOf('@');
  const base = domain === -1 ? whole : whole.slice(0, domain);
  return [`${base}_R0`, `${base}_R:`];
}

/** The day a part begins at, at the place; empty for a first part, which is before all days. */
export function beginOf(uid: string, zone: string): LocalDate | '' {
  const [mark, year, month, day, hours, minutes] = MARK.exec(uid) ?? [];
  const date = `${year}-${month}-${day}`;
  if (mark === undefined || !isLocalDate(date)) return '';
  return hours === undefined
    ? date
    : fromEpoch(toEpoch(date, Number(hours) * 60 + Number(minutes), 'UTC'), zone).date;
}
