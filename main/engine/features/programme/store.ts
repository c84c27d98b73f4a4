/** Where the look of what is published is kept: one entity of the team's document. */
import { type Look, look } from '#shared/domain/programme/look.ts';
import { collection } from '../../capability/collection.ts';
import type { OpenVault } from '../../capability/feature.ts';
import { createNews } from '../../capability/news.ts';

/** The look belongs to the place: whoever draws one draws the other. */
export const news = createNews(['place.changed']);

export const looks = collection({ type: 'look', schema: look, changed: news.tell });

/** The only id of the only look. */
export const LOOK_ID = 'look';

/** Undefined until the team chooses one. */
export const readLook = (vault: Pick<OpenVault, 'sqlite' | 'team'>): Look | undefined =>
  looks.find(vault, LOOK_ID);
