/** The passphrase of every demonstration vault, shown on the unlock screen: it protects nothing real. */
export const DEMO_PASSPHRASE = 'margelle ouverte aux visiteurs curieux';
