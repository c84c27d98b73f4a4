/** Half-typed forms, in this vault's own table: nothing of them is ever shared. */
import { eq } from 'drizzle-orm';
import type { draftsMethods } from '#shared/contract/drafts.ts';
import { ok } from '#shared/domain/result.ts';
import type { Feature, OpenVault } from '../../capability/feature.ts';
import { drafts } from '../../schema/index.ts';

export const discardDraft = ({ own: { db } }: Pick<OpenVault, 'own'>, key: string): void =>
  void db.delete(drafts).where(eq(drafts.key, key)).run();

export const draftsFeature: Feature<keyof typeof draftsMethods> = {
  handlers: {
    'drafts.list': (_, { db }) => ok(db.select({ key: drafts.key, value: drafts.value }).from(drafts).all()),

    'drafts.save'({ key, value }, { own: { db }, clock }) {
      const row = { value, savedAt: clock.now() };
      db.insert(drafts)
        .values({ key, ...row })
        .onConflictDoUpdate({ target: drafts.key, set: row })
        .run();
      return ok(null);
    },

    'drafts.discard'({ key }, vault) {
      discardDraft(vault, key);
      return ok(null);
    },
  },
};
