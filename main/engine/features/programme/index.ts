/**
 * Making the programme known. Reads the planning, the catalogue and the place; owns one entity, the look of what is
 * published. What may leave is decided in `shared/domain/programme/public.ts`, and here nothing goes around it.
 */
import type { AppError } from '#shared/contract/errors/tags.ts';
import type { programmeMethods } from '#shared/contract/programme.ts';
import { calendarOf } from '#shared/domain/programme/calendar.ts';
import type { Programme } from '#shared/domain/programme/model.ts';
import { pageOf } from '#shared/domain/programme/page.ts';
import { programmeOf } from '#shared/domain/programme/public.ts';
import { newsletterText, socialText } from '#shared/domain/programme/texts.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import type { Feature, OpenVault } from '../../capability/feature.ts';
import { timeOf } from '../../circles/hybrid-clock.ts';
import { replacing } from '../../ground/whole-file.ts';
import { readActivities, readFacilitators } from '../catalogue/index.ts';
import { readKnownUntil, readPlace, today } from '../place/index.ts';
import { bookingsBetween } from '../planning/index.ts';
import { readImage } from './image.ts';
import { LOOK_ID, looks, news, readLook } from './store.ts';

/** As the feed names the look, which has no name of its own. */
const LOOK_TITLE = 'Apparence du programme';

export const programmeFeature: Feature<keyof typeof programmeMethods> = {
  handlers: {
    'programme.get': (span, vault) => ok(programmeIn(vault, span)),
    'programme.exportIcs': (asked, vault) => exported(vault, asked, calendarOf),
    'programme.exportPage': (asked, vault) => exported(vault, asked, pageOf),
    'programme.exportText': (asked, vault) =>
      exported(vault, asked, asked.kind === 'social' ? socialText : newsletterText),
    'programme.readImage': ({ file }, vault) => readImage(vault, file),

    'programme.saveLook': (look, vault) =>
      vault.team.write(
        (writer) => {
          looks.put(writer, LOOK_ID, look);
          return ok({});
        },
        () => ({ kind: 'changed', title: LOOK_TITLE, count: 1 }),
      ),
  },
  projectors: [looks.projector],
  opened: (vault) => news.listen(vault),
};

interface Span {
  from: string;
  to: string;
}

const programmeIn = (vault: OpenVault, { from, to }: Span): Programme =>
  programmeOf(
    { from, to, today: today(vault) },
    {
      bookings: bookingsBetween(vault, from, to),
      activities: readActivities(vault),
      facilitators: readFacilitators(vault),
      place: readPlace(vault),
      knownUntil: readKnownUntil(vault),
      look: readLook(vault),
      takenAt: (claim) => timeOf(claim) ?? 0,
    },
  );

async function exported(
  vault: OpenVault,
  { file, ...span }: Span & { file: string },
  write: (programme: Programme) => string,
): Promise<Result<{ sessions: number; bytes: number }, AppError>> {
  const granted = vault.files.path(file, 'write');
  if (!granted.ok) return granted;
  const programme = programmeIn(vault, span);
  const bytes = Buffer.from(write(programme), 'utf8');
  await replacing(granted.value, async (handle) => {
    await handle.writeFile(bytes);
  });
  return ok({ sessions: programme.sessions.length, bytes: bytes.length });
}
