/**
 * The threads of the closed circles: "Fil du binôme" (care) and "Transmissions de l'accueil" (welcome).
 * Owns the entities `messages` of these circles. Nothing of them goes anywhere else: no feed line, no search, no log,
 * never a word in the circle `team`.
 */
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { ThreadCircle, ThreadView, threadsMethods } from '#shared/contract/threads.ts';
import { err, ok, type Result } from '#shared/domain/result.ts';
import { MESSAGES } from '#shared/domain/threads/message.ts';
import { fromEpoch, yearOf } from '#shared/domain/time/wall.ts';
import type { Feature, OpenVault } from '../../capability/feature.ts';
import type { Circle, Json, Writer } from '../../circles/circle.ts';
import { discardDraft } from '../drafts/index.ts';
import { readSettings } from '../place/index.ts';
import { forgetCounts, listen, messagesProjector, tell } from './news.ts';
import { markAllRead, readMarks } from './read-marks.ts';
import { aboutBooking, countsIn, page, readMessage, type StoredMessage } from './rows.ts';
import { bookingAbout, drawer, otherValues } from './views.ts';

const missing = err({ tag: 'not_found' as const, what: 'message' });

export const threadsFeature: Feature<keyof typeof threadsMethods> = {
  handlers: {
    'threads.list': ({ circle: name, show, limit, before }, vault) =>
      within(vault, name, () => {
        const { sqlite, me } = vault;
        const { messages, next } = page(sqlite, name, show, limit, before);
        const view: ThreadView = {
          messages: messages.map(drawer(vault, readMarks(sqlite, name))),
          ...countsIn(sqlite, name, me.hostId),
        };
        return ok(next === undefined ? view : { ...view, next });
      }),

    'threads.post': ({ circle: name, kind, text, date, booking }, vault) =>
      within(vault, name, (circle) => {
        if (booking !== undefined && !bookingAbout(vault, booking))
          return err({ tag: 'not_found', what: 'booking' });
        return circle.write((writer) => {
          const id = writer.claim();
          const what: { [key: string]: Json } = { kind, text, author: vault.me.hostId, at: writer.at };
          if (date !== undefined) what.date = date;
          if (booking !== undefined) what.booking = booking;
          const { date: today } = fromEpoch(writer.at, readSettings(vault).zone);
          writer.put(MESSAGES, id, { what }, `${yearOf(today)}`);
          return ok({ id });
        });
      }),

    'threads.edit': ({ circle: name, id, text }, vault) =>
      ofMine(vault, name, id, ({ message, rivals }, writer) => {
        if (text === message.text && rivals.what === undefined) return;
        const stored = writer.read(MESSAGES, id)?.facets.what;
        // Kept as stored: what a newer version added to the message survives.
        const what = { ...(stored as { [key: string]: Json }), text };
        writer.put(MESSAGES, id, {
          what: text === message.text ? what : { ...what, editedAt: writer.at },
        });
      }),

    'threads.setDone': ({ circle: name, id, done }, vault) =>
      within(vault, name, (circle) => {
        const found = readMessage(vault.sqlite, name, id);
        if (found?.message.kind !== 'task') return missing;
        const isSo = (found.message.done?.done ?? false) === done;
        if (isSo && otherValues(found.message, { done: found.rivals.done ?? [] }).length === 0)
          return ok(null);
        return written(circle, (writer) =>
          writer.put(MESSAGES, id, { done: { done, by: vault.me.hostId, at: writer.at } }),
        );
      }),

    'threads.remove': ({ circle: name, id }, vault) =>
      ofMine(vault, name, id, (_, writer) => {
        writer.remove(MESSAGES, id);
        // What was half typed of it.
        discardDraft(vault, `threads.edit.${id}`);
      }),

    'threads.markRead': ({ circle: name }, vault) =>
      within(vault, name, () => {
        if (markAllRead(vault.own.sqlite, name)) {
          forgetCounts(vault.sqlite, name);
          tell(vault.sqlite, name);
        }
        return ok(null);
      }),

    'threads.aboutBooking': ({ booking }, vault) => {
      const { sqlite } = vault;
      const found = (['welcome', 'care'] as const).flatMap((circle) => {
        if (!vault.circle(circle)) return [];
        const draw = drawer(vault, readMarks(sqlite, circle));
        return aboutBooking(sqlite, circle, booking).map((one) => ({ ...draw(one), circle }));
      });
      return ok(found.sort((a, b) => (a.id < b.id ? 1 : -1)));
    },
  },
  circleProjectors: (circle) => [messagesProjector(circle)],
  erases: [MESSAGES],
  opened: listen,
};

/** Error: `not_in_circle`. */
function within<T>(
  vault: OpenVault,
  name: ThreadCircle,
  work: (circle: Circle) => Result<T, AppError>,
): Result<T, AppError> {
  const circle = vault.circle(name);
  return circle ? work(circle) : err({ tag: 'not_in_circle', circle: name });
}

/** Told nowhere: the feed belongs to the team. */
function written(circle: Circle, work: (writer: Writer) => void): Result<null, AppError> {
  const result = circle.write((writer) => {
    work(writer);
    return ok({});
  });
  return result.ok ? ok(null) : result;
}

/** Errors: `not_in_circle`, `not_found`, `not_author`. */
function ofMine(
  vault: OpenVault,
  name: ThreadCircle,
  id: string,
  work: (stored: StoredMessage, writer: Writer) => void,
): Result<null, AppError> {
  return within(vault, name, (circle) => {
    const found = readMessage(vault.sqlite, name, id);
    if (!found) return missing;
    if (found.message.author !== vault.me.hostId) return err({ tag: 'not_author' });
    return written(circle, (writer) => work(found, writer));
  });
}
