/**
 * The quarter: composed in a draft that the team shares, published to the planning in one gesture.
 * Owns the entities `quarters`, `quarterLines`, `quarterClosures`, `quarterComments` and `publications`; writes bookings and
 * closed days through the planning and the place.
 */
import type { quarterMethods } from '#shared/contract/quarter.ts';
import type { Feature } from '../../capability/feature.ts';
import { editingHandlers } from './editing.ts';
import { publishedProjector } from './published.ts';
import { publishingHandlers } from './publishing.ts';
import { quarterHandlers } from './quarters.ts';
import { news, projectors } from './store.ts';

export { lineTitle } from './composing.ts';
export { writeWholeQuarter } from './whole.ts';

export const quarterFeature: Feature<keyof typeof quarterMethods> = {
  handlers: { ...quarterHandlers, ...editingHandlers, ...publishingHandlers },
  projectors: [...projectors, publishedProjector],
  opened: (vault) => news.listen(vault),
};
