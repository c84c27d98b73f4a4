/** Closing the vault: what was being typed is written first, then nothing of it stays in the page. */
import { flushDrafts } from './drafts.ts';
import { callEngine, queryClient } from './engine.ts';

/** The threshold sees the vault closed and loads the page again. */
export async function lockVault(): Promise<void> {
  await flushDrafts();
  await callEngine('vault.lock', {});
  await queryClient.invalidateQueries({ queryKey: ['vault.state'] });
}
