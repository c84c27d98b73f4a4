/** Paper is white: whatever the colour scheme of the screen, pages print with the light one. Called once by the page. */
const SCHEME = 'data-mantine-color-scheme';

export function printInLight(): void {
  let onScreen: string | null = null;
  window.addEventListener('beforeprint', () => {
    onScreen = document.documentElement.getAttribute(SCHEME);
    document.documentElement.setAttribute(SCHEME, 'light');
  });
  window.addEventListener('afterprint', () => {
    if (onScreen !== null) document.documentElement.setAttribute(SCHEME, onScreen);
  });
}
