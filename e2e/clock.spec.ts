import { ask, foundVault, lock, PASSPHRASE, passphraseField, unlock } from './support/journeys.ts';
import { expect, test } from './support/launch.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** In the built app; the rules themselves are pinned by the engine's tests, which `npm test` runs. */
test('a clock put right neither keeps a vault open nor locks its owner out', { tag: '@long' }, async ({
  launchApp,
}) => {
  const app = await launchApp({ env: { MARGELLE_TEST_CLOCK: '1' } });
  const { page } = app;
  await foundVault(page);

  await test.step('left alone for five minutes it closes, though the clock was put an hour back', async () => {
    await app.moveClock({ wall: -HOUR, elapsed: 5 * MINUTE });
    await expect(passphraseField(page)).toBeVisible();
    await unlock(page);
    await lock(page);
  });

  await test.step('three wrong ones two days ahead cost five seconds once it is put right', async () => {
    await app.moveClock({ wall: 2 * DAY });
    const submit = page.getByRole('button', { name: 'Ouvrir', exact: true });
    for (let tried = 0; tried < 3; tried++) {
      await passphraseField(page).fill('pas la bonne');
      await submit.click();
      await expect(
        page.getByText(/pas la bonne phrase de passe|Nouvel essai possible/).first(),
      ).toBeVisible();
    }
    await app.moveClock({ wall: -2 * DAY });
    const [vault] = (await ask(page, 'vault.state', {})).vaults;
    expect(vault?.retryInMs).toBeLessThanOrEqual(5000);
    // The five seconds go by at once; the screen, which counts them by itself, asks again.
    await app.moveClock({ elapsed: 5000 });
    await page.reload();
    await passphraseField(page).fill(PASSPHRASE);
    await submit.click();
    await expect(page.getByRole('navigation', { name: 'Navigation' })).toBeVisible();
  });
});
