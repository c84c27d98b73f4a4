/** Closing the vault: what was being typed is written first, then nothing of it stays in the page. */
import { flushDrafts } from './drafts.ts';

export async function lockVault(): Promise<void> {
  await flushDrafts();
  await window.margelle.call('vault.lock', {});
  window.location.reload();
}
