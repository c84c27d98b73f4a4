/** Messages as the screens draw them: names resolved, the booking as the planning would call it. */
import type { ThreadMessageView } from '#shared/contract/threads.ts';
import { decodeBooking } from '#shared/domain/planning/stored.ts';
import { titleOf } from '#shared/domain/planning/wording.ts';
import { messageDone, messageWhat } from '#shared/domain/threads/message.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { readActivities } from '../catalogue/index.ts';
import { readHosts } from '../place/index.ts';
import { isRead, type ReadMarks } from './read-marks.ts';
import type { StoredMessage } from './rows.ts';

type About = NonNullable<ThreadMessageView['about']>;

/** What the team's planning says of a booking, and no more: never this vault's private label. */
export function bookingAbout(vault: OpenVault, id: string): About | undefined {
  const entity = vault.team.read('bookings', id);
  const booking = entity && decodeBooking(id, entity.facets);
  if (!booking) return undefined;
  const { what, slot } = booking;
  const activity = readActivities(vault).find((one) => one.id === what.activity);
  return { id, title: titleOf(what, activity?.name), date: slot.date, start: slot.start };
}

/** Draws messages; the names are looked up once for all of them. */
export function drawer(vault: OpenVault, marks: ReadMarks): (stored: StoredMessage) => ThreadMessageView {
  const names = new Map(readHosts(vault).map(({ id, name }) => [id, name]));
  return ({ message, rivals }) => {
    const mine = message.author === vault.me.hostId;
    const view: ThreadMessageView = {
      ...message,
      authorName: names.get(message.author) ?? '',
      mine,
      unread: !mine && !isRead(marks, message.id),
      rivals: otherValues(message, rivals),
    };
    const doneBy = message.done?.done ? names.get(message.done.by) : undefined;
    if (doneBy !== undefined) view.doneByName = doneBy;
    const about = message.booking === undefined ? undefined : bookingAbout(vault, message.booking);
    if (about) view.about = about;
    return view;
  };
}

/** Only what differs for a reader: two people who tick the same task at once agree. */
export function otherValues(
  message: StoredMessage['message'],
  rivals: StoredMessage['rivals'],
): ThreadMessageView['rivals'] {
  const texts = (rivals.what ?? []).flatMap((value) => messageWhat.safeParse(value).data?.text ?? []);
  const dones = (rivals.done ?? []).flatMap((value) => messageDone.safeParse(value).data?.done ?? []);
  return [
    ...[...new Set(texts)].filter((text) => text !== message.text).map((text) => ({ text })),
    ...[...new Set(dones)].filter((done) => done !== (message.done?.done ?? false)).map((done) => ({ done })),
  ];
}
