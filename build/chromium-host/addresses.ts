/**
 * Stock Chromium cannot serve a scheme of our own, so inside the host `app://name/` is spelled
 * `https://name.app.localhost/`: a secure origin that exists nowhere, answered by interception. The shell only ever
 * sees the real spelling, so that its checks are the ones that ship.
 */
const declared = new Set<string>();

export const declareSchemes = (schemes: readonly string[]): void => {
  for (const scheme of schemes) declared.add(scheme);
};

/** app://margelle/x → https://margelle.app.localhost/x */
export const toHost = (address: string): string => {
  const [, scheme = '', name = '', rest = ''] =
    /^([a-z]+):\/\/([\w-]+)((?:[/?#][\s\S]*)?)$/.exec(address) ?? [];
  return declared.has(scheme) ? `https://${name}.${scheme}.localhost${rest === '' ? '/' : rest}` : address;
};

/** https://margelle.app.localhost/x → app://margelle/x; anything else unchanged. */
export const toShell = (address: string): string => {
  const [, name = '', scheme = '', rest = ''] =
    /^https:\/\/([\w-]+)\.([a-z]+)\.localhost((?:[/?#][\s\S]*)?)$/.exec(address) ?? [];
  return declared.has(scheme) ? `${scheme}://${name}${rest}` : address;
};
