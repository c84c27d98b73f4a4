/**
 * Going back to a kept state after a device damaged a document: what has another value than then is written again, and
 * what was removed since comes back, as one gesture that can itself be undone. What was added since stays: no booking
 * is lost by going back.
 */
import { isDeepStrictEqual } from 'node:util';
import { err, ok } from '#shared/domain/result.ts';
import { CIRCLES } from '#shared/domain/team/model.ts';
import type { UnlockedHandlers } from '../../capability/feature.ts';
import type { DocumentName, Facets } from '../../circles/circle.ts';
import { entitiesIn } from '../../team/past-state.ts';
import { readSettings } from '../place/index.ts';

type Names = 'team.restorePoints' | 'team.goBack';

export const goingBackHandlers: UnlockedHandlers<Names> = {
  'team.restorePoints': (_, { membership }) => {
    const points = CIRCLES.flatMap((circle) =>
      (membership.sealed(circle)?.restorePoints() ?? []).map((point) => ({ ...point, circle })),
    );
    return ok(points.sort((a, b) => b.at - a.at || b.id - a.id));
  },

  'team.goBack': ({ id }, vault) => {
    const { membership } = vault;
    for (const name of CIRCLES) {
      const found = membership.sealed(name)?.restorePoint(id);
      const circle = vault.circle(name);
      if (!found || !circle) continue;
      const then = entitiesIn(found.state);
      const document = found.document as DocumentName;
      const written = circle.write(
        (writer) => {
          let changed = 0;
          for (const entity of then) {
            const now = writer.read(entity.type, entity.id);
            // It has moved to another document since: there it is somebody's doing, not this document's damage.
            if (now && now.document !== document) continue;
            const facets = now ? differing(entity.facets, now.facets) : entity.facets;
            if (now && Object.keys(facets).length === 0) continue;
            writer.put(entity.type, entity.id, facets, document);
            changed += 1;
          }
          return ok({ changed });
        },
        ({ changed }) => ({
          kind: 'restored',
          title: document === 'undated' ? readSettings(vault).name : document,
          count: changed,
        }),
      );
      return written.ok ? ok({ changed: written.value.changed }) : written;
    }
    return err({ tag: 'not_found', what: 'restore_point' });
  },
};

/** The facets of then that are not those of now; null for those that there were not. */
function differing(then: Facets, now: Facets): Facets {
  const facets = new Set([...Object.keys(then), ...Object.keys(now)]);
  return Object.fromEntries(
    [...facets]
      .filter((facet) => !isDeepStrictEqual(then[facet] ?? null, now[facet] ?? null))
      .map((facet) => [facet, then[facet] ?? null]),
  );
}
