export const findChromium: (ownBrowser?: () => string) => string | null;
export const howToInstall: () => string;
