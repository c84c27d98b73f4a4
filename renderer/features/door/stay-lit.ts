/** Keeps the display from going dark while the page is seen. Where that is refused, the settings of the machine decide. */
export function stayLit(): void {
  const ask = () => {
    if (document.visibilityState === 'visible')
      void navigator.wakeLock?.request('screen').catch(() => undefined);
  };
  // The system takes it back each time the page is hidden.
  document.addEventListener('visibilitychange', ask);
  ask();
}
