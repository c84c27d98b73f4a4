import { expect, test } from './support/launch.ts';

test('the app opens on its own origin, with its bridge and nothing else', async ({ app }) => {
  const { page } = app;
  await expect(page).toHaveTitle(/Margelle/);
  await expect(page.locator('#root > *').first()).toBeAttached();
  expect(await page.evaluate(() => [window.isSecureContext, 'require' in window])).toEqual([true, false]);
  expect(await page.evaluate(() => Object.keys(window.margelle).sort())).toEqual(['call', 'on', 'shell']);
  await app.shot('shell-first-screen');
});

test('two devices run side by side, and one opens again on its folder', {
  tag: '@long',
}, async ({ launchApp }) => {
  const [first, second] = await Promise.all([launchApp(), launchApp()]);
  expect(first.dataDir).not.toBe(second.dataDir);
  await first.restart();
  await expect(first.page).toHaveTitle(/Margelle/);
  await first.restart('cut');
  await expect(first.page).toHaveTitle(/Margelle/);
});

test('the screens load without any refusal of the content policy', async ({ app }) => {
  const { page } = app;
  const refusals: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) refusals.push(message.text());
  });
  await page.reload();
  await expect(page.locator('#root > *').first()).toBeAttached();
  expect(refusals).toEqual([]);
});

test('a chosen file reaches the engine as a token, its path never the screen', async ({ app }) => {
  await app.answerNextDialog({ path: import.meta.filename });
  const chosen = await app.page.evaluate(() => window.margelle.shell.chooseFile('open-table'));
  expect(chosen).toMatchObject({ name: 'shell.spec.ts', size: expect.any(Number) });
  expect(chosen?.token).toMatch(/^\S{8,}$/);
  expect(JSON.stringify(chosen)).not.toContain(import.meta.dirname);
});

test('the screen prints', async ({ app }) => {
  await app.page.evaluate(() => window.margelle.shell.print());
  expect((await app.printed()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a demonstration opens without a question', async ({ demoApp }) => {
  const { page } = demoApp;
  await expect(page.getByRole('navigation').first()).toBeVisible();
});

test('the title of a window says a screen, and no name', async ({ demoApp }) => {
  const { page } = demoApp;
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bonjour');
  await expect(page).toHaveTitle('Aujourd’hui – Margelle');
  await page.keyboard.press('F9');
  await expect(page).toHaveTitle('Margelle');
  await page.keyboard.press('F9');
  const opened = await page.evaluate(() => window.margelle.shell.openDoor());
  expect(opened.ok).toBe(true);
  const door = await demoApp.door();
  await expect(door.locator('.door')).toBeVisible();
  await expect(door).toHaveTitle('Porte');
  await page.evaluate(() => window.margelle.shell.closeDoor());
});
