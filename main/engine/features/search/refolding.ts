/** Makes outdated words of the search again while people work: in slices, from the first moments after the opening. */
import type { OpenVault } from '../../capability/feature.ts';
import { foldOutdated, isComplete } from '../../capability/searched.ts';
import { milliseconds, seconds } from '../../ground/clock.ts';
import { storageError } from '../../ground/disk-errors.ts';

/** The first screen comes first. */
const BEGINS = seconds(2);
/** Between two slices: other calls come through, and the machine has something left for its screens. */
const REST = milliseconds(10);

/** Answers what stops it. What was done stays done, and the next opening goes on from there. */
export function refoldOutdated({ clock, emit, own, sqlite }: OpenVault): () => void {
  let cancel = () => {};
  function slice(): void {
    try {
      if (foldOutdated(own.sqlite)) cancel = clock.after(REST, slice);
      // The screens that said that the search was not complete ask again.
      else emit('notes.changed', {});
    } catch (error) {
      // A full disk: the search stays as it is and says so, and the next opening tries again.
      if (!storageError(error)) throw error;
    }
  }
  if (!isComplete(sqlite)) cancel = clock.after(BEGINS, slice);
  return () => cancel();
}
