/** The panel's form: plain text as typed, kept as a draft, and what it asks of the engine once it is understood. */
import type { BookingDetail } from '#shared/contract/planning.ts';
import type { Activity } from '#shared/domain/catalogue/activity.ts';
import type {
  BookingKind,
  BookingMode,
  SlotRequest,
  State,
  What,
  Who,
} from '#shared/domain/planning/model.ts';
import {
  DAY_MINUTES,
  fromMinutes,
  isLocalDate,
  type LocalDate,
  toMinutes,
} from '#shared/domain/time/wall.ts';
import { readEuros, writeEuros } from './euros.ts';
import { noRepetition, type RepetitionForm } from './repetition-form.ts';
import { parseTime, writeTime } from './time-entry.ts';

export interface BookingForm {
  kind: BookingKind;
  activity: string | null;
  title: string;
  privateLabel: string;
  mode: BookingMode;
  placeText: string;
  link: string;
  date: string;
  start: string;
  end: string;
  spaces: string[];
  wholePlace: boolean;
  setupMin: number;
  airingMin: number;
  hosts: string[];
  facilitator: string | null;
  capacity: number | null;
  /** Euros, as typed. */
  fare: string;
  equipment: { id: string; quantity: number }[];
  isPublic: boolean;
  description: string;
  asOption: boolean;
  repetition: RepetitionForm;
  /** Words left in the lists that have no such line. */
  unlisted?: Partial<Record<ListField, string>>;
}

/** The lists one types in. */
export type ListField = 'activity' | 'hosts' | 'facilitator' | 'equipment';

export interface Asked {
  slot: SlotRequest;
  what: What;
  who: Who;
  state: State;
  privateLabel?: string;
}

export type Problem =
  | 'date'
  | 'start'
  | 'end'
  | 'order'
  | 'title'
  | 'activity'
  | 'fare'
  | 'space'
  | 'unlisted';

export interface Start {
  date: LocalDate;
  start?: string;
  end?: string;
  space?: string;
  host?: string;
}

export function emptyForm({ date, start = '10:00', end, space, host }: Start): BookingForm {
  const last = end ?? fromMinutes(Math.min(toMinutes(start) + 60, DAY_MINUTES));
  return {
    kind: 'session',
    activity: null,
    title: '',
    privateLabel: '',
    mode: 'on-site',
    placeText: '',
    link: '',
    date,
    start: writeTime(start),
    end: writeTime(last),
    spaces: space ? [space] : [],
    wholePlace: false,
    setupMin: 0,
    airingMin: 0,
    hosts: host ? [host] : [],
    facilitator: null,
    capacity: null,
    fare: '',
    equipment: [],
    isPublic: false,
    description: '',
    asOption: false,
    repetition: noRepetition(date),
  };
}

export function formOf({
  booking,
  privateLabel,
}: Pick<BookingDetail, 'booking' | 'privateLabel'>): BookingForm {
  const { slot, what, who, state } = booking;
  return {
    kind: what.kind,
    activity: what.activity ?? null,
    title: what.title ?? '',
    privateLabel: privateLabel ?? '',
    mode: what.mode,
    placeText: what.placeText ?? '',
    link: what.link ?? '',
    date: slot.date,
    start: writeTime(slot.start),
    end: writeTime(slot.end),
    spaces: slot.spaces,
    wholePlace: slot.wholePlace,
    setupMin: slot.setupMin,
    airingMin: slot.airingMin,
    hosts: who.hosts,
    facilitator: who.facilitator ?? null,
    capacity: what.capacity ?? null,
    fare: what.fareCents === undefined ? '' : writeEuros(what.fareCents),
    equipment: what.equipment,
    isPublic: what.isPublic,
    description: what.description ?? '',
    asOption: state.status === 'option',
    repetition: noRepetition(slot.date),
  };
}

/** The form after an activity was chosen: its habits replace what was not a choice of the person. */
export function withActivity(form: BookingForm, activity: Activity, chosenSpace: boolean): BookingForm {
  const start = parseTime(form.start);
  const end =
    start === undefined
      ? form.end
      : writeTime(fromMinutes(Math.min(toMinutes(start) + activity.defaultDurationMin, DAY_MINUTES)));
  const space = activity.spaces[0];
  return {
    ...form,
    activity: activity.id,
    title: '',
    end,
    spaces: chosenSpace || !space ? form.spaces : [space],
    setupMin: activity.setupMin,
    airingMin: activity.airingMin,
    hosts: form.hosts.length === 0 && activity.host ? [activity.host] : form.hosts,
    facilitator: activity.facilitator ?? form.facilitator,
    capacity: activity.capacityMax ?? null,
    equipment: activity.equipment,
    isPublic: activity.isPublic,
  };
}

/** The form after words were left in a list, or taken out of it when they are empty. */
export function withUnlisted(form: BookingForm, field: ListField, words: string): BookingForm {
  const { unlisted: before, ...rest } = form;
  const { [field]: _, ...others } = before ?? {};
  const unlisted = words === '' ? others : { ...others, [field]: words };
  return Object.keys(unlisted).length === 0 ? rest : { ...rest, unlisted };
}

/** What was typed for an activity and is none is the title, unless another one was given. Undefined when it cannot be. */
export const titledBy = (form: BookingForm, words: string): BookingForm | undefined =>
  form.kind === 'session' && form.activity === null && form.title.trim() === ''
    ? withUnlisted({ ...form, title: words }, 'activity', '')
    : undefined;

/** The minutes between the start and the end, when both are understood. */
export function lengthOf({ start, end }: Pick<BookingForm, 'start' | 'end'>): number | undefined {
  const from = parseTime(start);
  const to = parseTime(end);
  return from === undefined || to === undefined || to <= from ? undefined : toMinutes(to) - toMinutes(from);
}

/** Start changed: the end follows so that the length stays. A half-typed start leaves it alone. */
export function withStart(form: BookingForm, typed: string, length: number | undefined): BookingForm {
  const start = parseTime(typed);
  if (start === undefined || length === undefined) return { ...form, start: typed };
  const end = Math.min(toMinutes(start) + length, DAY_MINUTES);
  return { ...form, start: typed, end: writeTime(fromMinutes(end)) };
}

const usesSpaces = (mode: BookingMode) => mode === 'on-site' || mode === 'hybrid';
const text = (value: string) => (value.trim() === '' ? undefined : value.trim());

/** What the form says, or all that is missing. The slot is enough to look for free places. */
export function understand(form: BookingForm): { slot?: SlotRequest; asked?: Asked; problems: Problem[] } {
  const { slot, problems } = slotOfForm(form);
  const fareCents = form.fare.trim() === '' ? undefined : readEuros(form.fare);
  if (fareCents === null) problems.push('fare');
  if (form.kind === 'session' && !form.activity && !text(form.title)) problems.push('activity');
  if ((form.kind === 'private' || form.kind === 'meeting') && !text(form.title)) problems.push('title');
  const left = Object.keys(form.unlisted ?? {});
  if (left.some((field) => field !== 'activity' || form.kind === 'session')) problems.push('unlisted');
  if (!slot) return { problems };
  if (problems.length > 0) return { slot, problems };
  const confidential = form.kind === 'appointment';
  const what: What = {
    kind: form.kind,
    title: confidential ? undefined : text(form.title),
    activity: form.kind === 'session' ? (form.activity ?? undefined) : undefined,
    mode: form.mode,
    placeText: form.mode === 'outside' || form.mode === 'hybrid' ? text(form.placeText) : undefined,
    link: form.mode === 'remote' || form.mode === 'hybrid' ? text(form.link) : undefined,
    description: confidential ? undefined : text(form.description),
    capacity: form.capacity ?? undefined,
    fareCents: fareCents ?? undefined,
    equipment: form.equipment,
    isPublic: !confidential && form.isPublic,
  };
  const asked: Asked = {
    slot,
    what,
    who: { hosts: form.hosts, facilitator: form.facilitator ?? undefined },
    state: { status: form.asOption ? 'option' : 'confirmed' },
    ...(confidential ? { privateLabel: form.privateLabel.trim() } : {}),
  };
  return { slot, asked, problems };
}

function slotOfForm(form: BookingForm): { slot?: SlotRequest; problems: Problem[] } {
  const problems: Problem[] = [];
  const start = parseTime(form.start);
  const end = parseTime(form.end);
  if (!isLocalDate(form.date)) problems.push('date');
  if (start === undefined || start === '24:00') problems.push('start');
  if (end === undefined) problems.push('end');
  if (start !== undefined && end !== undefined && end <= start) problems.push('order');
  const placed = usesSpaces(form.mode);
  if (placed && !form.wholePlace && form.spaces.length === 0) problems.push('space');
  if (problems.length > 0 || start === undefined || end === undefined) return { problems };
  const slot: SlotRequest = {
    date: form.date,
    start,
    end,
    spaces: placed && !form.wholePlace ? form.spaces : [],
    wholePlace: placed && form.wholePlace,
    setupMin: form.setupMin,
    airingMin: form.airingMin,
  };
  return { slot, problems };
}

/** The facets that differ from what is stored, to write no more than what was changed. */
export function changesOf(
  asked: Asked,
  detail: Pick<BookingDetail, 'booking' | 'privateLabel'>,
): Partial<Asked> {
  const before = understand(formOf(detail)).asked;
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  return {
    ...(same(asked.slot, before?.slot) ? {} : { slot: asked.slot }),
    ...(same(asked.what, before?.what) ? {} : { what: asked.what }),
    ...(same(asked.who, before?.who) ? {} : { who: asked.who }),
    ...(detail.booking.state.status === asked.state.status ? {} : { state: asked.state }),
    ...(asked.privateLabel === (detail.privateLabel ?? '') || asked.privateLabel === undefined
      ? {}
      : { privateLabel: asked.privateLabel }),
  };
}
