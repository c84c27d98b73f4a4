/** "Fermer le coffre et restaurer": remembered across the reload that closing makes, in this window's memory only. */
const KEY = 'margelle.restore';

export const wishToRestore = (): void => window.sessionStorage.setItem(KEY, '1');

export const wishesToRestore = (): boolean => window.sessionStorage.getItem(KEY) !== null;
export const forgetRestoreWish = (): void => window.sessionStorage.removeItem(KEY);
