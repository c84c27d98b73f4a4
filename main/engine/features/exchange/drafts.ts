/** A row as the booking it becomes: a new one, or the one it changes. */
import { bookingOfUid, isConfidential } from '#shared/domain/exchange/export.ts';
import { isPrivate } from '#shared/domain/exchange/reading.ts';
import { CANCELLED_IN_CALENDAR } from '#shared/domain/exchange/wording.ts';
import type { What } from '#shared/domain/planning/model.ts';
import type { StoredBooking } from '#shared/domain/planning/stored.ts';
import type { BookingDraft } from '../planning/index.ts';
import { showsWords, statusFrom } from './analysis.ts';
import type { AnalysedRow, Choices } from './preview-model.ts';

function originOf({ placement }: AnalysedRow, importId: string): BookingDraft['origin'] {
  const { uid, recurrenceId, sequence, modified, stamped, status } = placement;
  return {
    uid,
    ...(recurrenceId === undefined ? {} : { recurrenceId }),
    sequence,
    ...(modified === undefined ? {} : { modified }),
    ...(stamped === undefined ? {} : { stamped }),
    ...(status === 'cancelled' ? {} : { tentative: status === 'tentative' }),
    importId,
  };
}

const slotOf = ({ placement: { date, start, end }, target }: AnalysedRow) => ({
  date,
  start,
  end,
  spaces: target.spaces,
  wholePlace: target.wholePlace,
});

function wordsOf({ placement, target }: AnalysedRow): Pick<What, 'title' | 'description' | 'placeText'> {
  const { title, description } = placement;
  return {
    ...(title === '' ? {} : { title }),
    ...(description === '' ? {} : { description }),
    ...(target.placeText === '' ? {} : { placeText: target.placeText }),
  };
}

export function created(
  row: AnalysedRow,
  id: string,
  choices: Choices,
  importId: string,
  asOption: boolean,
): BookingDraft {
  const { placement, target } = row;
  // What is private in its calendar stays so: the team sees "Occupé", its owner keeps the title.
  const kind = isPrivate(placement) ? ('appointment' as const) : choices.kind;
  const isAppointment = kind === 'appointment';
  return {
    id,
    slot: { ...slotOf(row), setupMin: 0, airingMin: 0 },
    what: {
      kind,
      ...wordsOf(row),
      ...(choices.activity === undefined || isAppointment ? {} : { activity: choices.activity }),
      mode: target.placeText === '' ? 'on-site' : 'outside',
      equipment: [],
      isPublic: choices.isPublic && !isConfidential(kind),
    },
    who: { hosts: [] },
    state: { status: asOption || placement.status === 'tentative' ? 'option' : 'confirmed' },
    origin: originOf(row, importId),
    ...(isAppointment && placement.title !== '' ? { privateLabel: placement.title } : {}),
  };
}

/** What is private becomes what a first import makes of it, whatever it was: none of its words is shared. */
function whatOf(row: AnalysedRow, existing: StoredBooking): What {
  const { what } = existing;
  const { mode, equipment } = what;
  if (isPrivate(row.placement) && (showsWords(existing) || !isConfidential(what.kind)))
    return { kind: 'appointment', mode, equipment, isPublic: false };
  if (isConfidential(what.kind)) return what;
  const { title: _title, description: _description, placeText: _placeText, ...rest } = what;
  return { ...rest, ...wordsOf(row) };
}

export function updated(
  row: AnalysedRow,
  existing: StoredBooking,
  importId: string,
  asOption: boolean,
  alsoIn: string[],
): BookingDraft {
  const { id, slot, what, who, origin } = existing;
  const { claim: _claim, ...place } = slot;
  const isCancelled = row.placement.status === 'cancelled';
  const status = asOption ? ('option' as const) : statusFrom(row.placement, existing);
  return {
    id,
    // Cancelling takes nothing away from what is known of it.
    slot: isCancelled ? place : { ...place, ...slotOf(row) },
    what: isCancelled ? what : whatOf(row, existing),
    who,
    state: isCancelled ? { status: 'cancelled', reason: CANCELLED_IN_CALENDAR } : { status },
    origin: {
      ...origin,
      ...originOf(row, importId),
      alsoIn: alsoIn.length > 0 ? alsoIn : undefined,
      // What was exported from here keeps the name it has here, if any.
      ...(bookingOfUid(row.placement.uid) === id
        ? { uid: origin.uid, recurrenceId: origin.recurrenceId }
        : { recurrenceId: row.placement.recurrenceId }),
    },
    ...(row.newLabel === undefined ? {} : { privateLabel: row.newLabel }),
  };
}
